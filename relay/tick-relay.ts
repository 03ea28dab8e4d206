import { main } from './command-line/program.ts';

await main(process.argv);
