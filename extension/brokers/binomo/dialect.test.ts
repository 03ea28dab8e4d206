import { binomoDialect } from '../../../simulator/dialects/binomo.ts';
import { describeDialect } from '../../../testing/dialect-check.ts';
import { binomo } from './binomo.ts';

describeDialect(binomo, binomoDialect);
