import { useMemo, useState } from 'react';
import { Button } from '#design/button.tsx';
import { Checkbox } from '#design/checkbox.tsx';
import { Input } from '#design/input.tsx';
import { NumberInput } from '#design/number-input.tsx';
import { Select } from '#design/select.tsx';
import { Sheet } from '#design/sheet.tsx';
import { newCommandId } from '#kernel/web/calls/command-id.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { ChartDepartment } from '../../contract/chart.ts';
import { listPosts } from '../../contract/posts.ts';
import type { ReorganisationStep } from '../../contract/reorganisations.ts';
import { Labelled } from '../parts/labelled.tsx';
import { PersonPicker } from '../parts/person-picker.tsx';
import { words } from '../words.ts';

type Kind = ReorganisationStep['kind'];

const ofDepartments: readonly Kind[] = [
  'renameDepartment',
  'moveDepartment',
  'createDepartment',
  'setHeads',
  'setDeputies',
  'movePeople',
  'setHeadcount',
  'mergeDepartment',
  'removeDepartment',
];
const ofPeople: readonly Kind[] = ['setSupervisor', 'givePost', 'takePost', 'closePost'];

/** Adds a step to a draft: about one department, or about people and posts. What dragging does, this does by keyboard too. */
export function StepSheet(props: {
  /** Left out: about people and posts. */
  department?: ChartDepartment;
  departments: readonly ChartDepartment[];
  busy: boolean;
  onAdd: (step: ReorganisationStep) => void;
  onClose: () => void;
}) {
  const t = useWords(words);
  const { department } = props;
  const [kind, setKind] = useState<Kind>(department ? 'renameDepartment' : 'setSupervisor');
  const [name, setName] = useState(department?.name ?? '');
  const [other, setOther] = useState<string>();
  const [people, setPeople] = useState<readonly string[]>(department?.heads.map((head) => head.id) ?? []);
  const [supervisor, setSupervisor] = useState<readonly string[]>([]);
  const [everybody, setEverybody] = useState(false);
  const [withPosts, setWithPosts] = useState(true);
  const [planned, setPlanned] = useState<number | undefined>(department?.planned ?? undefined);
  const [postId, setPostId] = useState<string>();
  const posts = useRead(listPosts, {}, { when: department === undefined }).data?.rows ?? [];
  const choices = useMemo(() => {
    const byId = new Map(props.departments.map((one) => [one.id, one]));
    const pathOf = (id: string): string[] => {
      const one = byId.get(id);
      return one ? [...(one.parentId === null ? [] : pathOf(one.parentId)), one.name] : [];
    };
    return props.departments
      .filter((one) => one.mark !== 'removed' && one.id !== department?.id)
      .map((one) => ({ value: one.id, label: pathOf(one.id).join(' / ') }));
  }, [props.departments, department]);

  const step = made();
  function made(): ReorganisationStep | undefined {
    const departmentId = department?.id ?? '';
    const [first] = people;
    switch (kind) {
      case 'createDepartment':
        return name.trim() === ''
          ? undefined
          : { kind, departmentId: newCommandId(), name: name.trim(), parentId: departmentId };
      case 'renameDepartment':
        return name.trim() === '' || name.trim() === department?.name
          ? undefined
          : { kind, departmentId, name: name.trim() };
      case 'moveDepartment':
        return other === undefined ? undefined : { kind, departmentId, parentId: other };
      case 'mergeDepartment':
        return other === undefined ? undefined : { kind, departmentId, intoId: other };
      case 'removeDepartment':
        return { kind, departmentId };
      case 'setHeads':
        return { kind, departmentId, headIds: [...people] };
      case 'setDeputies':
        return { kind, departmentId, deputyIds: [...people] };
      case 'setHeadcount':
        return { kind, departmentId, planned: planned ?? null };
      case 'movePeople':
        return other === undefined || (!everybody && people.length === 0)
          ? undefined
          : { kind, fromId: departmentId, toId: other, personIds: everybody ? null : [...people], withPosts };
      case 'setSupervisor':
        return people.length === 0 ? undefined : { kind, personIds: [...people], supervisorId: supervisor[0] ?? null };
      case 'givePost':
      case 'takePost':
        return first === undefined || postId === undefined || other === undefined
          ? undefined
          : { kind, personId: first, postId, departmentId: other };
      case 'closePost':
        return postId === undefined ? undefined : { kind, postId };
    }
  }

  const place = (label: string) => (
    <Labelled label={label} required>
      {(named) => <Select {...named} searchable value={other} choices={choices} onChange={setOther} />}
    </Labelled>
  );
  const who = (label: string, most?: number, hint?: string) => (
    <Labelled
      label={label}
      {...(hint === undefined ? {} : { hint })}
      required={kind !== 'setHeads' && kind !== 'setDeputies'}
    >
      {(named) => (
        <PersonPicker
          {...named}
          {...(most === undefined ? {} : { most })}
          value={people}
          onChange={(value) => setPeople(value ?? [])}
        />
      )}
    </Labelled>
  );
  return (
    <Sheet
      title={department?.name ?? t('reorganisation.peopleAndPosts')}
      onClose={props.onClose}
      foot={
        <Button
          kind="primary"
          busy={props.busy}
          disabled={step === undefined}
          onPress={() => step && props.onAdd(step)}
        >
          {t('reorganisation.addStep')}
        </Button>
      }
    >
      <div className="gj-form">
        <Labelled label={t('reorganisation.what')} required>
          {(named) => (
            <Select
              {...named}
              value={kind}
              choices={(department ? ofDepartments : ofPeople).map((one) => ({ value: one, label: t(`kind.${one}`) }))}
              onChange={(value) => {
                const next = (value ?? kind) as Kind;
                setKind(next);
                setName(next === 'renameDepartment' ? (department?.name ?? '') : '');
                const top =
                  next === 'setHeads' ? department?.heads : next === 'setDeputies' ? department?.deputies : [];
                setPeople(top?.map(({ id }) => id) ?? []);
              }}
            />
          )}
        </Labelled>
        {kind === 'renameDepartment' || kind === 'createDepartment' ? (
          <Labelled label={t('department.name')} required>
            {(named) => <Input {...named} value={name} most={64} onChange={(value) => setName(value ?? '')} />}
          </Labelled>
        ) : null}
        {kind === 'moveDepartment' ? place(t('department.parent')) : null}
        {kind === 'mergeDepartment' ? place(t('reorganisation.into')) : null}
        {kind === 'removeDepartment' ? <p className="gj-second">{t('reorganisation.removeHint')}</p> : null}
        {kind === 'setHeads' ? who(t('heads')) : null}
        {kind === 'setDeputies' ? who(t('deputies'), undefined, t('deputies.hint')) : null}
        {kind === 'setHeadcount' ? (
          <Labelled label={t('headcount.total')} hint={t('headcount.none')}>
            {(named) => <NumberInput {...named} value={planned} least={0} onChange={setPlanned} />}
          </Labelled>
        ) : null}
        {kind === 'movePeople' ? (
          <>
            <Checkbox value={everybody} onChange={(value) => setEverybody(value ?? false)}>
              {t('reorganisation.everybody')}
            </Checkbox>
            {everybody ? null : who(t('people'))}
            {place(t('reorganisation.to'))}
            <Checkbox value={withPosts} onChange={(value) => setWithPosts(value ?? true)}>
              {t('reorganisation.withPosts')}
            </Checkbox>
          </>
        ) : null}
        {kind === 'setSupervisor' ? (
          <>
            {who(t('people'))}
            <Labelled label={t('supervisor')} hint={t('reorganisation.noSupervisor')}>
              {(named) => (
                <PersonPicker {...named} most={1} value={supervisor} onChange={(value) => setSupervisor(value ?? [])} />
              )}
            </Labelled>
          </>
        ) : null}
        {kind === 'givePost' || kind === 'takePost' ? who(t('person'), 1) : null}
        {kind === 'givePost' || kind === 'takePost' || kind === 'closePost' ? (
          <Labelled label={t('post')} required>
            {(named) => (
              <Select
                {...named}
                searchable
                value={postId}
                choices={posts.map((post) => ({ value: post.id, label: post.name }))}
                onChange={setPostId}
              />
            )}
          </Labelled>
        ) : null}
        {kind === 'givePost' || kind === 'takePost' ? place(t('department')) : null}
      </div>
    </Sheet>
  );
}
