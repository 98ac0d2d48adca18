/** How strongly a person proved who they are in this session, weakest first (Z20). */
export type Strength = 'password' | 'secondFactor' | 'passkey';

/** Somebody signed in. `freshAt` is when they last proved it, as an ISO instant. */
export interface PersonActor {
  readonly kind: 'person';
  readonly personId: string;
  readonly employerId: string;
  readonly sessionId: string;
  readonly strength: Strength;
  readonly freshAt: string;
}

/** A program with a key of its own. It never approves, decides or signs (Z30). */
export interface ApplicationActor {
  readonly kind: 'application';
  readonly applicationId: string;
  /** Which of its keys it called with. */
  readonly keyId: string;
}

/** The system itself, because of an event or a timer, with the permissions of the process it runs under. */
export interface SystemActor {
  readonly kind: 'system';
  /** Name of the process, e.g. `approvals.followUp`. */
  readonly process: string;
  /** Number of the event, or id of the timer, that made it act. */
  readonly because?: string;
}

/** Nobody has said who they are: set-up, sign-in, activation, health. */
export interface VisitorActor {
  readonly kind: 'visitor';
}

export type Actor = PersonActor | ApplicationActor | SystemActor | VisitorActor;
