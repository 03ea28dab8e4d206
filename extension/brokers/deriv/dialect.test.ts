import { derivDialect } from '../../../simulator/dialects/deriv.ts';
import { describeDialect } from '../../../testing/dialect-check.ts';
import { deriv } from './deriv.ts';

describeDialect(deriv, derivDialect);
