/** The rule on marks of state secrets: there from the first day, and nobody switches it off (Z23). */
export const stateMarksRule = '01900000-0000-7000-8000-000000000023';
