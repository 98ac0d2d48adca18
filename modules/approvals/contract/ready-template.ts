import type { z } from 'zod';
import { extensionPoint } from '#kernel/contract/extension-point.ts';
import type { Words } from '#kernel/contract/words.ts';
import type { TemplateContent, templateContent } from './template.ts';

/** A ready-made template that a department takes as its own draft and changes as it likes. */
export interface ReadyTemplate {
  /** `module.name`. */
  readonly name: string;
  readonly title: Words;
  /** One sentence: what it is for. */
  readonly summary: Words;
  readonly category: string;
  /** What a register (台账) of such forms had best show: fields as columns, those that are summed, and whether it follows what runs. */
  readonly register?: {
    readonly columns: readonly string[];
    readonly sums?: readonly string[];
    readonly isProgress?: boolean;
  };
  readonly content: z.input<typeof templateContent> | TemplateContent;
}

/** Where modules offer ready-made templates: `moduleContract({ extensions: [extend(readyTemplates, contractTemplate)] })`. */
export const readyTemplates = extensionPoint<ReadyTemplate>('approvals.readyTemplate');
