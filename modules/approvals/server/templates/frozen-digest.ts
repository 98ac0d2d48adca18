import { digestOf } from '#kernel/server/chain/digest-of.ts';
import type { TemplateContent, TemplateOverrides } from '../../contract/template.ts';

/** SHA-256 over the canonical bytes of what is to be published; what the approvers agree to. */
export const frozenDigest = (content: TemplateContent, overrides: TemplateOverrides | null): string =>
  digestOf(JSON.parse(JSON.stringify({ content, overrides }))).hash.toString('hex');
