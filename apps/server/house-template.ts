import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ClusterTemplate } from '#kernel/server/postgres/cluster-template.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The house's database as its migrations make it, beside what is built. */
export function houseTemplate(): ClusterTemplate {
  const hash = createHash('sha256');
  for (const file of globSync('{kernel,modules/*}/server/migrations/*.sql', { cwd: root }).sort()) {
    hash.update(`${file.replaceAll('\\', '/')}\0`).update(readFileSync(join(root, file)));
  }
  return {
    folder: join(root, 'dist', 'templates'),
    content: hash.digest('hex').slice(0, 16),
    renew: ['UPDATE kernel.epoch SET epoch = gen_random_uuid()'],
  };
}
