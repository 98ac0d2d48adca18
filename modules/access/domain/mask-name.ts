/** A name of which only the first character (of each word in Latin script) is shown: 张**, A** S***. */
export function maskName(name: string): string {
  const latin = /^[\p{Script=Latin}\s.'-]+$/u.test(name);
  return (latin ? name.split(/\s+/) : [name])
    .map((part) => {
      const [first = '', ...rest] = [...part];
      return first + '*'.repeat(Math.max(rest.length, 1));
    })
    .join(' ');
}
