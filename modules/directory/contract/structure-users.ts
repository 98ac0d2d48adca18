import { z } from 'zod';
import { extensionPoint } from '#kernel/contract/extension-point.ts';
import type { OperationContract } from '#kernel/contract/operation.ts';
import { id } from '#kernel/contract/shapes.ts';

/** Input of a query that says where a module names posts and departments. */
export const structureUseInput = z.object({ ids: z.array(id()).max(1_000) });

/** `by`: what names it, for reading, such as the name of a flow. Only what is in use counts, not what has ended. */
export const structureUseOutput = z.object({
  uses: z.array(z.object({ id: id(), by: z.string() })),
});

/** A module that names posts or departments in what it runs by; a reorganisation asks before one goes. */
export interface StructureUser {
  readonly query: OperationContract<'query', typeof structureUseInput, typeof structureUseOutput>;
}

export const structureUsers = extensionPoint<StructureUser>('directory.structureUsers');
