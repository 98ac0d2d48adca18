import { refuse } from '#kernel/contract/failure.ts';
import type { QueryContext } from '#kernel/server/context.ts';
import { describeFiles } from '#modules/files/contract/operations.ts';
import { nothingToTransfer, stateSecretLabel } from '../contract/failures.ts';
import { approvedTransfer } from '../contract/shapes.ts';
import { bearsStateLabel } from '../domain/bears-state-label.ts';

/** Refuses a form that lacks what a transfer needs, and one whose words or file names bear a label of state secrets (P5). */
export async function checkTransfer(context: Pick<QueryContext<unknown>, 'read'>, form: unknown): Promise<void> {
  const asked = approvedTransfer.safeParse(form).data;
  if (!asked) throw refuse(nothingToTransfer);
  const { rows } = await context.read(describeFiles, { fileIds: asked.files.slice(0, 100) });
  const said = [asked.nature, asked.purpose, ...rows.map((file) => file.name)];
  if (said.some(bearsStateLabel)) throw refuse(stateSecretLabel);
}
