import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { giveNewIdentity } from './cluster-identity.ts';
import type { NativePrograms } from './native-programs.ts';
import type { ServiceAccount } from './service-account.ts';

/** A cluster made beforehand, with the database in it, from which new clusters are copied. */
export interface ClusterTemplate {
  /** Where templates lie, each under a name of its own. */
  readonly folder: string;
  /** What its database holds, as a hash: another content is another template. */
  readonly content: string;
  /** Statements, a line each, that make anew in a copy's database what no two installations may share. */
  readonly renew: readonly string[];
}

/** Its name says all that it depends on; nothing half made ever bears it. */
function placeOf({ folder, content }: ClusterTemplate, { version }: NativePrograms): string {
  return join(folder, `postgres-${version}-${process.platform}-${process.arch}-${content}`);
}

/**
 * Copies the template to `directory`, which becomes the account's, with an identity of its own. Its passwords are nobody's:
 * the caller sets new ones and runs `renew`.
 *
 * @returns false, with nothing left in `directory`, where there is no template that fits, or it can't be read or copied.
 */
export function copyTemplate(
  template: ClusterTemplate,
  directory: string,
  programs: NativePrograms,
  account: ServiceAccount | undefined,
): boolean {
  const place = placeOf(template, programs);
  if (!existsSync(place)) return false;
  try {
    cpSync(place, directory, { recursive: true });
    give(directory, account, 0o700, 0o600);
    if (giveNewIdentity(directory)) return true;
  } catch {
    // The cluster is made without it then, which says what keeps it from being made, if something does.
  }
  rmSync(directory, { recursive: true, force: true });
  return false;
}

/** Puts an ended cluster in its place as a template that everybody may read: there is no secret in it. */
export function keepTemplate(template: ClusterTemplate, cluster: string, programs: NativePrograms): void {
  const place = placeOf(template, programs);
  give(cluster, process.getuid?.() === 0 ? { uid: 0, gid: 0 } : undefined, 0o755, 0o644);
  rmSync(place, { recursive: true, force: true });
  mkdirSync(dirname(place), { recursive: true });
  renameSync(cluster, place);
}

function give(directory: string, account: ServiceAccount | undefined, folderMode: number, fileMode: number): void {
  const inside = readdirSync(directory, { recursive: true, withFileTypes: true });
  const entries = inside.map((entry) => ({ path: join(entry.parentPath, entry.name), folder: entry.isDirectory() }));
  for (const { path, folder } of [...entries, { path: directory, folder: true }]) {
    chmodSync(path, folder ? folderMode : fileMode);
    if (account) chownSync(path, account.uid, account.gid);
  }
}
