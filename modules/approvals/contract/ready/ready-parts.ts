import type { z } from 'zod';
import type { Words } from '#kernel/contract/words.ts';
import type { approveNode, handleNode } from '../definition.ts';
import type { TemplateSettings } from '../template.ts';

type ApproveInput = z.input<typeof approveNode>;
type HandleInput = z.input<typeof handleNode>;

/** An approval by whoever holds a built-in role for the applicant's employer. `id`: where the role is asked in two branches. */
export const byRole = (role: string, name: Words, id: string = role): ApproveInput => ({
  kind: 'approve',
  id,
  name,
  approvers: [{ kind: 'role', role, within: 'employer' }],
  empty: { kind: 'processAdministrator' },
  self: 'skip',
  mode: { kind: 'any' },
  opinion: 'unlessApproved',
});

/** Somebody carries out what was approved and says how. */
export const handledBy = (who: HandleInput['approvers'][number], name: Words): HandleInput => ({
  kind: 'handle',
  id: 'handling',
  name,
  approvers: [who],
  empty: { kind: 'processAdministrator' },
  self: 'acts',
  mode: { kind: 'any' },
  opinion: 'required',
});

/** Settings that a template begins with: everybody may begin it, numbered by its form; `retention` in years. */
export const readySettings = (title: Words, retention: number): TemplateSettings => ({
  title: { zh: title.zh, en: title.en },
  numbering: null,
  heading: null,
  retention,
  starters: { kind: 'everybody' },
});

export const requestStart = { kind: 'start' as const, id: 'start', name: { zh: '提交申请', en: 'Request' } };
