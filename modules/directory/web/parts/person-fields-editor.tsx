import { DatePicker } from '#design/date-picker.tsx';
import { Input } from '#design/input.tsx';
import { MultiSelect } from '#design/multi-select.tsx';
import { Select } from '#design/select.tsx';
import { useRead } from '#kernel/web/use-read.ts';
import { useWords } from '#kernel/web/use-words.ts';
import { listEmployers } from '../../contract/employers.ts';
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

/** The fields that HR writes of a person. The first department chosen is the main one; a post is held in it. */
export function PersonFieldsEditor(props: { value: PersonChange; onChange: (value: PersonChange) => void }) {
  const t = useWords(words);
  const { value, onChange } = props;
  const employers = useRead(listEmployers, {}).data?.rows ?? [];
  const posts = useRead(listPosts, value.employerId ? { employerId: value.employerId } : {}).data?.rows ?? [];
  const chosen = value.departments ?? [];
  const main = chosen.find((one) => one.main)?.departmentId;
  const inOrder = [...chosen].sort((one, other) => Number(other.main) - Number(one.main));
  return (
    <>
      {texts.slice(0, 3).map((text) => (
        <TextField key={text.field} text={text} value={value} onChange={onChange} />
      ))}
      <Labelled label={t('departments')} hint={t('departments.hint')} required>
        {(named) => (
          <DepartmentPicker
            {...named}
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
      <Labelled label={t('posts')} hint={t('posts.hint')}>
        {(named) => (
          <MultiSelect
            {...named}
            disabled={main === undefined}
            value={[...new Set((value.posts ?? []).map((post) => post.postId))]}
            choices={posts.map((post) => ({ value: post.id, label: post.name }))}
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
      <Labelled label={t('supervisor')}>
        {(named) => (
          <PersonPicker
            {...named}
            most={1}
            value={value.supervisorId ? [value.supervisorId] : []}
            onChange={(ids) => onChange({ ...value, supervisorId: ids?.[0] ?? null })}
          />
        )}
      </Labelled>
      {employers.length > 1 ? (
        <Labelled label={t('employer')}>
          {(named) => (
            <Select
              {...named}
              value={value.employerId}
              choices={employers.map((employer) => ({ value: employer.id, label: employer.name }))}
              searchable
              onChange={(employerId) => onChange({ ...value, ...(employerId ? { employerId } : {}) })}
            />
          )}
        </Labelled>
      ) : null}
      {texts.slice(3, 7).map((text) => (
        <TextField key={text.field} text={text} value={value} onChange={onChange} />
      ))}
      <Labelled label={t('staffType')}>
        {(named) => (
          <Select
            {...named}
            value={value.staffType ?? 'regular'}
            choices={staffType.options.map((type) => ({ value: type, label: t(`staffType.${type}`) }))}
            onChange={(type) => onChange({ ...value, ...(type ? { staffType: type } : {}) })}
          />
        )}
      </Labelled>
      {days.map((field) => (
        <Labelled key={field} label={t(field)}>
          {(named) => (
            <DatePicker
              {...named}
              value={value[field] ?? undefined}
              onChange={(day) => onChange({ ...value, [field]: day ?? null })}
            />
          )}
        </Labelled>
      ))}
      {texts.slice(7).map((text) => (
        <TextField key={text.field} text={text} value={value} onChange={onChange} />
      ))}
    </>
  );
}

function TextField(props: {
  text: (typeof texts)[number];
  value: PersonChange;
  onChange: (value: PersonChange) => void;
}) {
  const t = useWords(words);
  const { field, most } = props.text;
  return (
    <Labelled label={t(field)} required={field === 'name'}>
      {(named) => (
        <Input
          {...named}
          most={most}
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
