import { formDesign } from '../contract/form-design.ts';

/** Stands for a form that is code, where a design is asked for. */
export const emptyDesign = formDesign.parse({ fields: [], numbering: { prefix: '' } });
