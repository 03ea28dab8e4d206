/** `%` begins a specifier in nearly every value of a unit. */
const withoutSpecifiers = (text: string): string => text.replaceAll('%', '%%');

const quoted = (text: string): string => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;

/** An argument of `ExecStart=`, where `$` begins a variable. */
export const execWord = (text: string): string => quoted(withoutSpecifiers(text).replaceAll('$', '$$$$'));

/** systemd refuses these signs in the path of a program, however they are quoted. */
const REFUSED = /["'\\]/;

/** The program of `ExecStart=`: variables are not replaced in it. `env` stands before a path that is refused. */
export const execProgram = (text: string): string =>
  REFUSED.test(text) ? `/usr/bin/env ${execWord(text)}` : quoted(withoutSpecifiers(text));

/** A value of `Environment=`. */
export const environmentWord = (name: string, value: string): string =>
  quoted(withoutSpecifiers(`${name}=${value}`));

/** A path that stands alone, as in `WorkingDirectory=`: it is taken as it is. */
export const plainPath = withoutSpecifiers;
