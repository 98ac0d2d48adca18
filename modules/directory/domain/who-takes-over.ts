/**
 * The new direct supervisor of each person whose supervisor leaves: the named successor, else the leaver's own supervisor.
 * A successor never ends up below him- or herself: whoever stands above the successor gets the leaver's supervisor instead.
 */
export function whoTakesOver(leaver: {
  readonly reports: readonly string[];
  readonly supervisorId: string | null;
  readonly successorId: string | null;
  /** The successor's supervisors, nearest first. */
  readonly aboveSuccessor: readonly string[];
}): { personId: string; supervisorId: string | null }[] {
  const above = new Set(leaver.aboveSuccessor);
  return leaver.reports.map((personId) => {
    const circle = personId === leaver.successorId || above.has(personId);
    const supervisorId = leaver.successorId === null || circle ? leaver.supervisorId : leaver.successorId;
    return { personId, supervisorId: supervisorId === personId ? null : supervisorId };
  });
}
