/** Minutes since midnight of `22:30`. */
const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/**
 * When the quiet hours that an instant falls into end; undefined where it falls into none. Times of day are those of
 * `timeZone` (IANA); `to` before `from` is on the next day. Equal times: the whole day, up to that time of the next.
 */
export function quietEnd(
  at: Temporal.Instant,
  hours: { readonly from: string; readonly to: string },
  timeZone: string,
): Temporal.Instant | undefined {
  const local = at.toZonedDateTimeISO(timeZone);
  const now = local.hour * 60 + local.minute;
  const [from, to] = [minutesOf(hours.from), minutesOf(hours.to)];
  const isQuiet = from < to ? from <= now && now < to : now >= from || now < to;
  if (!isQuiet) return undefined;
  const day = now < to ? local.toPlainDate() : local.toPlainDate().add({ days: 1 });
  return day.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(hours.to) }).toInstant();
}
