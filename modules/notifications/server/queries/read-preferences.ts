import { handle } from '#kernel/server/define-module.ts';
import { declaredNoticeKinds } from '../../contract/notice-kind.ts';
import * as contract from '../../contract/preference-operations.ts';
import { outsideRules } from '../../contract/settings.ts';
import { usualRule } from '../../domain/plan-delivery.ts';
import type { NotificationTables } from '../notification-tables.ts';

export const readPreferences = handle<NotificationTables>()(contract.readPreferences, async (context) => {
  const { db } = context;
  const { personId, employerId, sessionId } = context.person();
  const active = await db
    .selectFrom('notifications.channel')
    .select(['channel', 'options'])
    .where('active', '=', true)
    .orderBy('channel')
    .execute();
  const contact = await db
    .selectFrom('directory.published_contact')
    .select(['phone', 'email'])
    .where('person_id', '=', personId)
    .executeTakeFirst();
  const devices = await db
    .selectFrom('notifications.device')
    .select(['id', 'name', 'session_id', 'made_at'])
    .where('person_id', '=', personId)
    .orderBy('made_at')
    .orderBy('id')
    .execute();
  const rules = await db.selectFrom('notifications.kind_rule').selectAll().execute();
  const own = await db
    .selectFrom('notifications.preference')
    .select(['kind', 'channel', 'timing'])
    .where('person_id', '=', personId)
    .execute();
  const quiet = await db
    .selectFrom('notifications.quiet')
    .select('quiet')
    .where('person_id', '=', personId)
    .executeTakeFirst();
  const company = await context.setting(outsideRules, employerId);
  const hasPhone = Boolean(contact?.phone);
  const reaches = {
    push: devices.length > 0,
    mail: Boolean(contact?.email),
    sms: hasPhone,
    phone: hasPhone,
    wecom: true,
    dingtalk: true,
  };
  const push = active.find(({ channel }) => channel === 'push');
  return {
    channels: active.map(({ channel }) => ({ channel, reaches: reaches[channel] })),
    kinds: declaredNoticeKinds().map(({ code, name }) => ({
      kind: code,
      name,
      ways: active.map(({ channel }) => {
        const isMeant = (row: { kind: string; channel: string }) => row.kind === code && row.channel === channel;
        const rule = rules.find(isMeant);
        return {
          channel,
          rule: rule ? { timing: rule.timing, mandatory: rule.mandatory } : usualRule(channel),
          own: own.find(isMeant)?.timing ?? null,
        };
      }),
    })),
    quiet: quiet?.quiet ?? null,
    companyQuiet: company.quiet,
    digestTimes: company.digestTimes,
    devices: devices.map((device) => ({
      deviceId: device.id,
      name: device.name,
      here: device.session_id === sessionId,
      since: device.made_at,
    })),
    pushKey: push ? String(push.options.publicKey) : null,
  };
});
