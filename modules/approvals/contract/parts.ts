import { part } from '#kernel/contract/part.ts';

export interface ApplicantFieldProps {
  /** Whom it is for; nobody: the viewer. */
  readonly value: string | undefined;
  readonly onChange: (personId: string | undefined) => void;
}

/** 代提交: for whom something is asked, in forms that modules draw themselves. Nothing for who may not submit for others. */
export const applicantField = part<ApplicantFieldProps>('approvals.applicantField');
