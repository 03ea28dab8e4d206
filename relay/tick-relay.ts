import { main } from './command-line/program.ts';
import { keepYoungGenerationSmall } from './small-young-generation.ts';

keepYoungGenerationSmall();
await main(process.argv);
