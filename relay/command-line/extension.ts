import { existsSync } from 'node:fs';
import { EXTENSION_FOLDER } from '../product.ts';
import { UserError } from '../user-error.ts';

/** `tick-relay extension` */
export const extension = (): void => {
  if (!existsSync(EXTENSION_FOLDER))
    throw new UserError(`${EXTENSION_FOLDER} is not built yet: run \`npm run build\`.`);
  console.log(EXTENSION_FOLDER);
};
