import { expertOptionDialect } from '../../../simulator/dialects/expert-option.ts';
import { describeDialect } from '../../../testing/dialect-check.ts';
import { expertOption } from './expert-option.ts';

describeDialect(expertOption, expertOptionDialect);
