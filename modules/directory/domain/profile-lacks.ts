export type ProfilePart = 'photo' | 'phone' | 'email' | 'post';

/** What a profile still lacks (D4). A post counts as given when HR gave one or the employee said which it is. */
export function profileLacks(person: {
  readonly photo: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly post_hint: string | null;
  readonly posts: number;
}): ProfilePart[] {
  const lacks: ProfilePart[] = [];
  if (!person.photo) lacks.push('photo');
  if (!person.phone) lacks.push('phone');
  if (!person.email) lacks.push('email');
  if (!person.post_hint && person.posts === 0) lacks.push('post');
  return lacks;
}
