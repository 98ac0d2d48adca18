import type { PersonActor } from '#kernel/contract/actor.ts';
import type { PasskeyAlgorithm } from '#kernel/contract/passkey-signature.ts';
import type { ReachKind } from '#kernel/contract/permission.ts';
import type { DirectoryViews } from '#modules/directory/contract/views.ts';
import type { DifferenceKind, EntryProblem } from '../contract/ldap-sync.ts';
import type { OutsideKind } from '../contract/outside-shapes.ts';
import type { Scope, UnusualReason } from '../contract/shapes.ts';

/** The tables of this module, the directory's published views, and the kernel's sessions (only read; ended through the context). */
export interface AccessTables extends DirectoryViews {
  'access.credential': CredentialTable;
  'access.former_password': { person_id: string; changed_at: string; password_hash: string };
  'access.activation_batch': {
    id: string;
    made_at: string;
    made_by: string | null;
    delivery: 'slips' | 'file' | 'told';
    expires_at: string;
  };
  'access.activation_code': ActivationCodeTable;
  'access.sign_in_attempt': {
    id: string;
    at: string;
    account_hash: Buffer;
    network: string;
    person_id: string | null;
    succeeded: boolean;
    device_hash: Buffer | null;
    what: 'password' | 'code';
  };
  'access.totp': TotpTable;
  'access.recovery_code': { code_hash: Buffer; person_id: string; made_at: string; used_at: string | null };
  'access.factor_reset': FactorResetTable;
  'access.sign_in': SignInTable;
  'access.qr_sign_in': QrSignInTable;
  'access.passkey': PasskeyTable;
  'access.passkey_challenge': PasskeyChallengeTable;
  'access.preference': { person_id: string; language: 'zh' | 'en' };
  'access.role': RoleTable;
  'access.role_permission': {
    role_id: string;
    permission: string;
    reach: ReachKind | null;
    changed_at: string;
    changed_by: string | null;
    approved_by: string | null;
    important: boolean;
    glass_id: string | null;
  };
  /** One row. `former`: what had been changed in the three roles before. */
  'access.separation': {
    only_row: boolean;
    separated: boolean;
    former: unknown;
    changed_at: string | null;
    changed_by: string | null;
    approved_by: string | null;
    glass_id: string | null;
  };
  'access.separation_proposal': {
    id: string;
    separated: boolean;
    reason: string;
    proposed_at: string;
    proposed_by: string;
    expires_at: string | null;
    decided_at: string | null;
    decided_by: string | null;
    outcome: 'carriedOut' | 'refused' | 'withdrawn' | 'expired' | null;
    glass_id: string | null;
  };
  'access.grant_proposal': GrantProposalTable;
  'access.break_glass': BreakGlassTable;
  'access.outside_provider': OutsideProviderTable;
  'access.outside_proposal': OutsideProposalTable;
  'access.outside_account': OutsideAccountTable;
  'access.outside_attempt': OutsideAttemptTable;
  'access.ldap_sync': {
    id: string;
    provider_id: string;
    state: 'asked' | 'reading' | 'ready' | 'applied' | 'failed' | 'outdated';
    asked_at: string;
    asked_by: string | null;
    read_until: string | null;
    entries: number;
    error: string | null;
    applied_at: string | null;
    applied_by: string | null;
  };
  'access.ldap_difference': {
    sync_id: string;
    number: number;
    kind: DifferenceKind;
    label: string;
    subject: string | null;
    person_id: string | null;
    /** As `LdapDifference` has them. */
    changes: unknown;
    problem: EntryProblem | null;
    role_id: string | null;
  };
  'access.role_assignment': RoleAssignmentTable;
  'kernel.session': {
    id: string;
    person_id: string;
    strength: PersonActor['strength'];
    made_at: string;
    fresh_at: string;
    seen_at: string;
    ends_at: string;
    address: string;
    agent: string;
    ended_at: string | null;
    idle_minutes: number;
    shared: boolean;
  };
}

interface CredentialTable {
  person_id: string;
  password_hash: string;
  changed_at: string;
  must_change: boolean;
  stopped_at: string | null;
}

interface PasskeyTable {
  id: string;
  person_id: string;
  key_id: string;
  algorithm: PasskeyAlgorithm;
  public_key: Buffer;
  name: string;
  origin: string;
  transports: string[];
  backed_up: boolean;
  counter: number;
  registered_at: string;
  used_at: string | null;
  removed_at: string | null;
  removed_by: string | null;
  removed_because: string | null;
}

export interface PasskeyChallengeTable {
  id: string;
  purpose: 'register' | 'confirm' | 'signIn' | 'sign';
  challenge: Buffer;
  person_id: string | null;
  session_id: string | null;
  digest_algorithm: string | null;
  digest: Buffer | null;
  expires_at: string;
  used_at: string | null;
}

interface TotpTable {
  id: string;
  person_id: string;
  key_id: string;
  cipher: string;
  nonce: Buffer;
  sealed: Buffer;
  proposed_at: string;
  confirmed_at: string | null;
  last_step: number | null;
  removed_at: string | null;
}

interface FactorResetTable {
  id: string;
  person_id: string;
  reason: string;
  proposed_at: string;
  proposed_by: string;
  expires_at: string | null;
  decided_at: string | null;
  decided_by: string | null;
  carried_out: boolean | null;
  alone: boolean;
}

export interface SignInTable {
  id: string;
  person_id: string;
  at: string;
  how: 'activation' | 'password' | 'passkey' | 'qr' | 'outside';
  strength: PersonActor['strength'];
  device_hash: Buffer | null;
  network: string;
  address: string;
  agent: string;
  zone: string | null;
  unusual: UnusualReason[];
  mine: boolean | null;
  answered_at: string | null;
  provider_id: string | null;
}

interface QrSignInTable {
  id: string;
  code_hash: Buffer;
  secret_hash: Buffer;
  number: number;
  wrong_numbers: number;
  network: string;
  address: string;
  agent: string;
  shared: boolean;
  made_at: string;
  expires_at: string;
  person_id: string | null;
  strength: 'password' | 'secondFactor' | null;
  allowed: boolean | null;
  answered_at: string | null;
  finished_at: string | null;
}

interface ActivationCodeTable {
  code_hash: Buffer;
  batch_id: string;
  person_id: string;
  expires_at: string;
  wrong_accounts: number;
  used_at: string | null;
  voided_at: string | null;
}

interface RoleTable {
  id: string;
  key: string | null;
  name_zh: string;
  name_en: string;
  holding: 'everybody' | 'departmentHead' | 'assigned';
  removed_at: string | null;
  revision: number;
}

interface RoleAssignmentTable {
  id: string;
  role_id: string;
  person_id: string | null;
  post_id: string | null;
  scope: Scope['kind'];
  department_ids: string[];
  employer_ids: string[];
  valid_from: string;
  valid_to: string | null;
  granted_at: string;
  granted_by: string | null;
  approved_by: string | null;
  ended_at: string | null;
  ended_by: string | null;
  important: boolean;
  glass_id: string | null;
  ended_approved_by: string | null;
  ended_glass_id: string | null;
}

export interface GrantProposalTable {
  id: string;
  subject: string;
  kind: 'give' | 'takeBack' | 'change';
  role_id: string;
  role_revision: number;
  person_id: string | null;
  post_id: string | null;
  change: unknown;
  changes: unknown;
  reason: string;
  proposed_at: string;
  proposed_by: string;
  expires_at: string;
  decided_at: string | null;
  decided_by: string | null;
  outcome: 'carriedOut' | 'refused' | 'withdrawn' | 'expired' | null;
  note: string | null;
  glass_id: string | null;
}

interface BreakGlassTable {
  id: string;
  code_hash: Buffer;
  sealed_at: string;
  sealed_by: string | null;
  opened_at: string | null;
  opened_by: string | null;
  reason: string | null;
  open_until: string | null;
  review_by: string | null;
  reviewed_at: string | null;
  reviewed_by: string | null;
  finding: string | null;
  lost_at: string | null;
  lost_by: string | null;
}

/** A sealed secret as JSON holds it: base64. */
export interface SealedText {
  readonly keyId: string;
  readonly cipher: string;
  readonly nonce: string;
  readonly sealed: string;
}

export interface OutsideProviderTable {
  id: string;
  kind: OutsideKind;
  name: string;
  active: boolean;
  /** As the contract's shape of its kind. */
  options: unknown;
  /** A `SealedText`. */
  secret: unknown;
  metadata: unknown;
  revision: number;
  changed_at: string;
  changed_by: string | null;
  approved_by: string | null;
  glass_id: string | null;
  stopped_by: string | null;
  tested_at: string | null;
  test_error: string | null;
}

export interface OutsideProposalTable {
  id: string;
  provider_id: string;
  revision: number;
  kind: OutsideKind;
  name: string;
  /** As the contract's shape of its kind. */
  options: unknown;
  /** A `SealedText`. */
  secret: unknown;
  reason: string;
  proposed_at: string;
  proposed_by: string | null;
  expires_at: string | null;
  decided_at: string | null;
  decided_by: string | null;
  outcome: 'carriedOut' | 'refused' | 'withdrawn' | 'expired' | null;
  glass_id: string | null;
}

interface OutsideAccountTable {
  id: string;
  provider_id: string;
  subject: string;
  person_id: string;
  label: string;
  how: 'claim' | 'own' | 'created';
  linked_at: string;
  removed_at: string | null;
}

export interface OutsideAttemptTable {
  id: string;
  provider_id: string;
  purpose: 'signIn' | 'link' | 'test';
  secret_hash: Buffer | null;
  state_hash: Buffer | null;
  person_id: string | null;
  session_id: string | null;
  network: string;
  made_at: string;
  expires_at: string;
  state: 'begun' | 'returned' | 'taken' | 'known' | 'failed' | 'finished';
  /** A `SealedText`. */
  sealed: unknown;
  attempt_id: string | null;
  found: unknown;
  error: string | null;
}
