-- Roles and leaders' tools. The owner is the conversation's owner_id and nothing else; a role here is what the others have.
alter table messaging.member
  add column role text not null default 'member' check (role in ('deputy', 'member', 'guest')),
  add column guest_reason text,
  add column guest_until timestamptz,
  add column silenced_until timestamptz,
  add constraint member_guest check ((role = 'guest') = (guest_reason is not null and guest_until is not null));

alter table messaging.conversation
  -- Only the owner and deputies may write.
  add column silenced boolean not null default false,
  -- Place of the message that is the group's announcement.
  add column announcement_seq int check (announcement_seq > 0);

alter table messaging.message
  -- A leader took the message away, and why; recalled_at says when. removed_by null beside a reason: the system.
  add column removed_by uuid,
  add column removed_reason text,
  add constraint message_removed check (removed_reason is null or recalled_at is not null);
