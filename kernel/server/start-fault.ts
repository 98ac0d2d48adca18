/** What keeps the program from starting, and the exit code by which a service manager can tell them apart. */
export const startFaultExitCodes = {
  'config.invalid': 2,
  'data.inUse': 3,
  'data.readOnly': 4,
  'data.full': 4,
  'data.unusable': 4,
  'data.closed': 4,
  'port.taken': 5,
  'port.denied': 5,
  'postgres.missing': 6,
  'postgres.failed': 6,
  'postgres.newerData': 6,
  'sample.realCompany': 7,
  'sample.unfinished': 7,
} as const;

export type StartFaultCode = keyof typeof startFaultExitCodes;

/**
 * A declared reason why the program cannot start: something that the person who runs the machine can put right.
 * `message` holds both languages, one below the other.
 */
export class StartFault extends Error {
  override readonly name = 'StartFault';
  readonly code: StartFaultCode;
  readonly zh: string;
  readonly en: string;
  /** Exit code of the process: 2 configuration, 3 data in use, 4 data directory, 5 port, 6 PostgreSQL, 7 sample. */
  readonly exitCode: number;

  constructor(code: StartFaultCode, sentence: { zh: string; en: string; cause?: unknown }) {
    super(`${sentence.zh}\n${sentence.en}`, sentence.cause === undefined ? undefined : { cause: sentence.cause });
    this.code = code;
    this.zh = sentence.zh;
    this.en = sentence.en;
    this.exitCode = startFaultExitCodes[code];
  }
}
