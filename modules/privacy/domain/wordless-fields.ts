import type { z } from 'zod';
import { fieldsOf } from '#kernel/contract/fields-of.ts';
import { fieldWords, isTechnical } from '../contract/field-words.ts';

/** The fields of a shape that would be shown to people by their identifier, for want of words in either language. */
export const wordlessFields = (kind: string, shape: z.ZodType): readonly string[] => [
  ...new Set(
    fieldsOf(shape)
      .map(({ name }) => name)
      .filter((name) => {
        if (isTechnical(name)) return false;
        const said = fieldWords(kind, name);
        return !said || said.zh.trim() === '' || said.en.trim() === '' || /[\u4e00-\u9fff]/.test(said.en);
      }),
  ),
];
