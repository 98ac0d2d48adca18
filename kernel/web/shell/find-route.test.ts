import { expect, it } from 'vitest';
import { fillPath, findRoute } from './find-route.ts';

const routes = [{ path: '/leave/:id' }, { path: '/leave/new' }, { path: '/leave' }, { path: '/' }] as const;

it('finds the most exact route, whatever the order, and decodes what stands in the address', () => {
  expect(findRoute(routes, '/leave/new')?.route.path).toBe('/leave/new');
  expect(findRoute(routes, '/leave/a%2Fb')).toEqual({ route: { path: '/leave/:id' }, params: { id: 'a/b' } });
  expect(findRoute(routes, '/leave/%zz')?.params).toEqual({ id: '%zz' });
  expect(findRoute(routes, '/')?.route.path).toBe('/');
  expect(findRoute(routes, '/leave/1/more')).toBeUndefined();
});

it('fills a path so that it is found again', () => {
  const path = fillPath('/leave/:id', { id: 'a/b' });
  expect(findRoute(routes, path)?.params).toEqual({ id: 'a/b' });
});
