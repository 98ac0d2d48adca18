import type { Logger } from 'pino';
import type { EventContract, Topic } from '../contract/event.ts';
import type { ModuleContract } from '../contract/module-contract.ts';
import type { OperationContract } from '../contract/operation.ts';
import type { ApplicationPort } from './applications.ts';
import type { AuthorityPort } from './authority.ts';
import type { BlobStore } from './blobs/blob-store.ts';
import type { EvidenceAccess } from './chain/evidence-access.ts';
import type { EvidenceKeys } from './chain/evidence-keys.ts';
import type { SealedSecrets } from './chain/sealed-secrets.ts';
import type { Clock } from './clock.ts';
import type { Database } from './database/database.ts';
import type { Guard, Handler, TogetherHandler } from './define-module.ts';
import type { Unit } from './pipeline/pipeline.ts';
import type { Principal } from './pipeline/principal.ts';

/** What the parts of a running program share. Made once, by `makeProgram`. */
export interface Kernel {
  readonly clock: Clock;
  readonly newId: () => string;
  readonly log: Logger;
  readonly database: Database;
  readonly blobs: BlobStore;
  readonly authority: AuthorityPort & { forget(): void };
  /** Who keeps the keys of applications, where a module does. */
  readonly applications: ApplicationPort | undefined;
  readonly rateLimiter: { take(key: string, perMinute: number): number };
  readonly contracts: readonly ModuleContract[];
  readonly handlers: ReadonlyMap<string, Handler | TogetherHandler>;
  guardsOf(operation: string): readonly Guard[];
  eventContract(name: string, version: number): EventContract | undefined;
  pokeRelay(): void;
  pokeTimers(): void;
  signal(topic: Topic, name: string, facts: unknown): void;
  /** Those of these people who are at a screen of any process. */
  atScreen(personIds: readonly string[]): ReadonlySet<string>;
  closeSessions(sessionIds: readonly string[]): void;
  queueJob(unit: Unit, principal: Principal, operation: OperationContract, input: unknown): Promise<{ jobId: string }>;
  /** Keys that evidence is sealed and signed with. */
  readonly evidenceKeys: EvidenceKeys;
  readonly evidence: EvidenceAccess;
  readonly secrets: SealedSecrets;
  readonly publicUrl: string | undefined;
  readonly inbox: string | undefined;
}
