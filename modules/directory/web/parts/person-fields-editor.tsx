import { DatePicker } from '#design/date-picker.tsx';
import { Input } from '#design/input.tsx';
import { MultiSelect } from '#design/multi-select.tsx';
import { Select } from '#design/select.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { listEmployers } from '../../contract/employers.ts';
import type { FieldOwner, OwnableField } from '../../contract/field-owner.ts';
import type { PersonChange } from '../../contract/people.ts';
import { listPosts } from '../../contract/posts.ts';
import { staffType } from '../../contract/shapes.ts';
import { words } from '../words.ts';
import { DepartmentPicker } from './department-picker.tsx';
import { Labelled } from './labelled.tsx';
import { PersonPicker } from './person-picker.tsx';

const texts = [
  { field: 'name', most: 64 },
  { field: 'alias', most: 64 },
  { field: 'jobTitle', most: 128 },
  { field: 'phone', most: 24, type: 'tel' },
  { field: 'landline', most: 40, type: 'tel' },
  { field: 'email', most: 254, type: 'email' },
  { field: 'staffNumber', most: 64 },
  { field: 'workPlace', most: 200 },
  { field: 'address', most: 300 },
] as const;
const days = ['entryDate', 'firstWorkDate', 'probationEnd', 'contractEnd'] as const;

type Owners = Readonly<Partial<Record<OwnableField, FieldOwner>>>;

/** Why a field can’t be edited here; undefined: it can. */
const ownedHint = (t: (word: `owner.${FieldOwner}`) => string, owner: FieldOwner | undefined) =>
  owner === undefined ? undefined : t(`owner.${owner}`);

/** The fields that HR writes of a person. The first department chosen is the main one; a post is held in it. */
export function PersonFieldsEditor(props: {
  value: PersonChange;
  onChange: (value: PersonChange) => void;
  /** Fields that come from another system. */
  owners?: Owners;
}) {
  const t = useWords(words);
  const { value, onChange, owners = {} } = props;
  const owned = (field: OwnableField) => ownedHint(t, owners[field]);
  const employers = useRead(listEmployers, {}).data?.rows ?? [];
  const readPosts = useRead(listPosts, value.employerId ? { employerId: value.employerId } : {});
  const posts = readPosts.data?.rows ?? [];
  const chosen = value.departments ?? [];
  const main = chosen.find((one) => one.main)?.departmentId;
  const inOrder = [...chosen].sort((one, other) => Number(other.main) - Number(one.main));
  return (
    <>
      {texts.slice(0, 3).map((text) => (
        <TextField key={text.field} text={text} value={value} onChange={onChange} owner={owners[text.field]} />
      ))}
      <Labelled label={t('departments')} hint={owned('departments') ?? t('departments.hint')} required>
        {(named) => (
          <DepartmentPicker
            {...named}
            disabled={owned('departments') !== undefined}
            value={inOrder.map((one) => one.departmentId)}
            onChange={(ids) => {
              const held = (ids ?? []).map((departmentId, at) => ({ departmentId, main: at === 0 }));
              onChange({
                ...value,
                departments: held,
                posts: (value.posts ?? []).map((post) => ({
                  ...post,
                  departmentId: ids?.includes(post.departmentId) ? post.departmentId : (ids?.[0] ?? post.departmentId),
                })),
              });
            }}
          />
        )}
      </Labelled>
      <Labelled label={t('posts')} hint={owned('posts') ?? t('posts.hint')}>
        {(named) => (
          <MultiSelect
            {...named}
            disabled={main === undefined || owned('posts') !== undefined}
            value={[...new Set((value.posts ?? []).map((post) => post.postId))]}
            choices={posts.map((post) => ({ value: post.id, label: post.name }))}
            from={readPosts}
            onChange={(ids) =>
              onChange({
                ...value,
                posts: (ids ?? []).flatMap((postId) => {
                  const held = (value.posts ?? []).filter((post) => post.postId === postId);
                  return held.length > 0 ? held : [{ postId, departmentId: main ?? '' }];
                }),
              })
            }
          />
        )}
      </Labelled>
      <Labelled label={t('supervisor')} hint={owned('supervisorId')}>
        {(named) => (
          <PersonPicker
            {...named}
            most={1}
            disabled={owned('supervisorId') !== undefined}
            value={value.supervisorId ? [value.supervisorId] : []}
            onChange={(ids) => onChange({ ...value, supervisorId: ids?.[0] ?? null })}
          />
        )}
      </Labelled>
      {employers.length > 1 ? (
        <Labelled label={t('employer')} hint={owned('employerId')}>
          {(named) => (
            <Select
              {...named}
              value={value.employerId}
              disabled={owned('employerId') !== undefined}
              choices={employers.map((employer) => ({ value: employer.id, label: employer.name }))}
              searchable
              onChange={(employerId) => onChange({ ...value, ...(employerId ? { employerId } : {}) })}
            />
          )}
        </Labelled>
      ) : null}
      {texts.slice(3, 7).map((text) => (
        <TextField key={text.field} text={text} value={value} onChange={onChange} owner={owners[text.field]} />
      ))}
      <Labelled label={t('staffType')} hint={owned('staffType')}>
        {(named) => (
          <Select
            {...named}
            value={value.staffType ?? 'regular'}
            disabled={owned('staffType') !== undefined}
            choices={staffType.options.map((type) => ({ value: type, label: t(`staffType.${type}`) }))}
            onChange={(type) => onChange({ ...value, ...(type ? { staffType: type } : {}) })}
          />
        )}
      </Labelled>
      {days.map((field) => (
        <Labelled key={field} label={t(field)} hint={owned(field)}>
          {(named) => (
            <DatePicker
              {...named}
              value={value[field] ?? undefined}
              disabled={owned(field) !== undefined}
              onChange={(day) => onChange({ ...value, [field]: day ?? null })}
            />
          )}
        </Labelled>
      ))}
      {texts.slice(7).map((text) => (
        <TextField key={text.field} text={text} value={value} onChange={onChange} owner={owners[text.field]} />
      ))}
    </>
  );
}

function TextField(props: {
  text: (typeof texts)[number];
  value: PersonChange;
  onChange: (value: PersonChange) => void;
  owner: FieldOwner | undefined;
}) {
  const t = useWords(words);
  const { field, most } = props.text;
  const hint = ownedHint(t, props.owner);
  return (
    <Labelled label={t(field)} hint={hint} required={field === 'name'}>
      {(named) => (
        <Input
          {...named}
          most={most}
          disabled={hint !== undefined}
          {...('type' in props.text ? { type: props.text.type } : {})}
          value={props.value[field] ?? ''}
          onChange={(text) =>
            props.onChange({ ...props.value, [field]: field === 'name' ? (text ?? '') : text || null })
          }
        />
      )}
    </Labelled>
  );
}
