import type { FormFacts } from './evaluate-form.ts';

/** What is known beside the form by the names of `factTypes`; of whom nothing more is known, nothing. */
export const factValues = ({ today, applicant, applicant_departments = '', applicant_posts = '' }: FormFacts) => ({
  today,
  applicant,
  applicant_departments,
  applicant_posts,
});
