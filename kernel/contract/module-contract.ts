import type { EventContract } from './event.ts';
import type { Extension } from './extension-point.ts';
import type { FailureContract } from './failure.ts';
import type { OperationContract } from './operation.ts';
import type { PermissionContract } from './permission.ts';
import type { SettingContract } from './setting.ts';
import type { Words } from './words.ts';

/** All that can be said of a module. Everything generated (OpenAPI, catalogues, matrix) is made from these. */
export interface ModuleContract {
  readonly name: string;
  readonly title: Words;
  readonly operations: readonly OperationContract[];
  readonly events: readonly EventContract[];
  readonly permissions: readonly PermissionContract[];
  readonly failures: readonly FailureContract[];
  readonly settings: readonly SettingContract[];
  /** What it adds at points that lower modules offer. */
  readonly extensions: readonly Extension[];
}

/** Declares a module's contract; refuses names that don't begin with the module's, names given twice, and the same added twice at a point. */
export function moduleContract(declared: {
  name: string;
  title: Words;
  operations?: readonly OperationContract[];
  events?: readonly EventContract[];
  permissions?: readonly PermissionContract[];
  failures?: readonly FailureContract[];
  settings?: readonly SettingContract[];
  extensions?: readonly Extension[];
}): ModuleContract {
  const contract = {
    operations: [],
    events: [],
    permissions: [],
    failures: [],
    settings: [],
    extensions: [],
    ...declared,
  };
  const names = [
    ...contract.operations.map((o) => `operation ${o.name}`),
    ...contract.events.map((e) => `event ${e.name} v${e.version}`),
    ...contract.permissions.map((p) => `permission ${p.name}`),
    ...contract.failures.map((f) => `failure ${f.code}`),
    ...contract.settings.map((s) => `setting ${s.name}`),
  ];
  const seen = new Set<string>();
  for (const name of names) {
    const [kind, own] = name.split(' ');
    if (!own?.startsWith(`${declared.name}.`))
      throw new Error(`${kind} ${own} doesn't begin with its module ${declared.name}`);
    if (seen.has(name)) throw new Error(`${name} is declared twice`);
    seen.add(name);
  }
  for (const [at, { point, value }] of contract.extensions.entries()) {
    if (contract.extensions.some((other, before) => before < at && other.point === point && other.value === value))
      throw new Error(`${declared.name} adds the same at ${point} twice`);
  }
  return contract;
}
