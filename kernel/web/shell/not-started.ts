/**
 * Says in both languages that the program couldn't be fetched, and offers to try again: words and design parts may be the
 * very files that are missing. Takes the place on the page.
 */
export function showNotStarted(root: HTMLElement): void {
  const said = [
    ['网页没有载完', 'The page didn’t load completely'],
    [
      '网络可能断开了，或者服务器刚刚更新。填写过的内容保存在本机，没有丢失。',
      'The network may be down, or the server was updated a moment ago. What you typed is kept on this device.',
    ],
  ];
  const page = document.createElement('main');
  page.className = 'gj-visitor';
  page.setAttribute('role', 'alert');
  const told = document.createElement('div');
  told.className = 'gj-empty';
  for (const [zh, en] of said) {
    const line = document.createElement('p');
    line.append(`${zh}`, document.createElement('br'), `${en}`);
    told.append(line);
  }
  const again = document.createElement('button');
  again.type = 'button';
  again.textContent = '再试一次 Try again';
  again.addEventListener('click', () => location.reload());
  told.append(again);
  page.append(told);
  root.replaceChildren(page);
}
