/** What a service manager has to know of the program that it keeps running. */
export interface ServiceProgram {
  /** Absolute path of Node. */
  readonly node: string;
  /** Absolute path of the built `tick-relay.js`. */
  readonly script: string;
  /** What follows the script. */
  readonly args: readonly string[];
  /** Variables that have to be as they were at the installation. No secret: the file is only as private as its folder. */
  readonly environment: Readonly<Record<string, string>>;
  /** The data directory. It is there. */
  readonly workingDirectory: string;
}

/** Where things lie for this user, and who that is. */
export interface ServiceUser {
  readonly home: string;
  /** `$XDG_CONFIG_HOME` or what stands for it. */
  readonly configHome: string;
  /** -1 on Windows. */
  readonly uid: number;
  /** On Windows with the domain: `PC\\name`. */
  readonly name: string;
  /** `C:\\Windows`; of no use elsewhere. */
  readonly systemRoot: string;
  /** The product's own folder for configuration. */
  readonly productConfig: string;
  /** The log, where the service manager keeps none. */
  readonly logFile: string;
}
