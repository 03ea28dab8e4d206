import { krakenV1Dialect } from '../../../simulator/dialects/kraken-v1.ts';
import { krakenDialect } from '../../../simulator/dialects/kraken.ts';
import { describeDialect } from '../../../testing/dialect-check.ts';
import { kraken } from './kraken.ts';

describeDialect(kraken, krakenDialect);
describeDialect(kraken, krakenV1Dialect);
