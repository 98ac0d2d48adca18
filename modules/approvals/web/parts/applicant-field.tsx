import { useRead } from '#kernel/web/calls/use-read.ts';
import { readApplicant } from '../../contract/operations.ts';
import type { ApplicantFieldProps } from '../../contract/parts.ts';
import { SubmitFor } from './submit-for.tsx';
import '../approvals.css';

/** 代提交, on the screens of other modules; whom the viewer may not submit for, it says at once. */
export function ApplicantField({ value, onChange }: ApplicantFieldProps) {
  const { failure } = useRead(readApplicant, { applicantId: value ?? '' }, { when: value !== undefined });
  return (
    <SubmitFor
      concerned={{
        values: { people: value === undefined ? [] : [value] },
        set: ({ people }) => onChange(people.at(-1)),
      }}
      refused={value === undefined ? undefined : failure}
    />
  );
}
