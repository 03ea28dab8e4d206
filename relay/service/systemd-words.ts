/** `%` begins a specifier in nearly every value of a unit. */
const withoutSpecifiers = (text: string): string => text.replaceAll('%', '%%');

const quoted = (text: string): string => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;

/** An argument of `ExecStart=`, where `$` begins a variable. */
export const execWord = (text: string): string => quoted(withoutSpecifiers(text).replaceAll('$', '$$$$'));

/** The program of `ExecStart=`: variables are not replaced in it. */
export const execProgram = (text: string): string => quoted(withoutSpecifiers(text));

/** A value of `Environment=`. */
export const environmentWord = (name: string, value: string): string =>
  quoted(withoutSpecifiers(`${name}=${value}`));

/** A path that stands alone, as in `WorkingDirectory=`: it is taken as it is. */
export const plainPath = withoutSpecifiers;
