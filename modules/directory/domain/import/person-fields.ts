/** Staff types of requirement D3.1. */
export const STAFF_TYPES = ['regular', 'probation', 'dispatched', 'intern', 'outsourced'] as const;
export type StaffType = (typeof STAFF_TYPES)[number];

/**
 * What a file can say about a person beside account, departments and supervisor. Every text is NFC, trimmed, without invisible
 * characters. `phone` (mobile) is E.164 (`+8613800000000`); dates are `YYYY-MM-DD`; `employer` is a name that the directory knows,
 * `posts` are such names in order, joined by `;`;
 * `jobTitle` is free text and never a post (D13).
 */
export type PersonFields = {
  readonly name: string;
  readonly alias: string | null;
  readonly jobTitle: string | null;
  readonly gender: 'male' | 'female' | null;
  readonly phone: string | null;
  readonly landline: string | null;
  readonly email: string | null;
  readonly address: string | null;
  readonly staffNumber: string | null;
  readonly employer: string | null;
  readonly staffType: StaffType | null;
  readonly entryDate: string | null;
  readonly firstWorkDate: string | null;
  readonly probationEnd: string | null;
  readonly contractEnd: string | null;
  readonly workPlace: string | null;
  readonly posts: string | null;
};
export type PersonField = keyof PersonFields;

/** A person of whom nothing is known yet. */
export const NO_FIELDS: PersonFields = {
  name: '',
  alias: null,
  jobTitle: null,
  gender: null,
  phone: null,
  landline: null,
  email: null,
  address: null,
  staffNumber: null,
  employer: null,
  staffType: null,
  entryDate: null,
  firstWorkDate: null,
  probationEnd: null,
  contractEnd: null,
  workPlace: null,
  posts: null,
};

export const PERSON_FIELDS = Object.keys(NO_FIELDS) as PersonField[];

/** Words for staff types in files; the first of each is what an export writes. */
export const STAFF_TYPE_WORDS: Readonly<Record<StaffType, readonly string[]>> = {
  regular: ['正式', '正式员工', '全职', '在编', '合同工', 'regular', 'fulltime', 'full-time', 'permanent'],
  probation: ['试用', '试用期', '试用员工', '试用期员工', 'probation', 'probationary'],
  dispatched: ['劳务派遣', '派遣', '派遣员工', '劳务派遣员工', 'dispatched', 'agency'],
  intern: ['实习', '实习生', '实习员工', 'intern', 'internship'],
  outsourced: ['外包', '劳务外包', '外包员工', '外包人员', 'outsourced', 'contractor'],
};
