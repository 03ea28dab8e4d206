/** A command of the service manager; no shell is between. */
export interface ServiceCommand {
  readonly program: string;
  readonly args: readonly string[];
  /** Its failure says only that there was nothing to do. */
  readonly mayFail?: true;
  /** How often it is tried, half a second apart; once where it is not given. */
  readonly tries?: number;
}

export interface CommandOutcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ServiceState {
  /** The service manager knows it. */
  readonly known: boolean;
  readonly running: boolean;
  /** What else it says, for people: a name and a text each. */
  readonly details: readonly (readonly [name: string, text: string])[];
}

export interface LogRequest {
  readonly lines: number;
  readonly follow: boolean;
}

/** How one platform keeps the relay running: as data, so that it can be shown, compared and tested anywhere. */
export interface ServicePlan {
  /** What it is, for people: "the systemd user unit". */
  readonly kind: string;
  /** The definition's path. */
  readonly file: string;
  /** The definition, sealed. */
  readonly text: string;
  readonly encoding: 'utf8' | 'utf16le';
  /** After the definition was written. */
  readonly register: readonly ServiceCommand[];
  readonly start: readonly ServiceCommand[];
  readonly stop: readonly ServiceCommand[];
  readonly restart: readonly ServiceCommand[];
  /** Before the definition is removed. Stops it, too. */
  readonly unregister: readonly ServiceCommand[];
  /** After it is removed. */
  readonly forget: readonly ServiceCommand[];
  readonly state: {
    readonly command: ServiceCommand;
    readonly read: (outcome: CommandOutcome) => ServiceState;
  };
  /** Prints the definition as the service manager has it, where that can be edited apart from the file. */
  readonly registered?: ServiceCommand;
  /** `undefined`: the relay writes a log file. */
  readonly logs?: (request: LogRequest) => ServiceCommand;
  /** What a person should know after the installation, a sentence each. */
  readonly notes: readonly string[];
  /** Follows a failure of its commands, for people. */
  readonly hint: string;
}
