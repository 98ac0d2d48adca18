import { BlockList, isIP } from 'node:net';

const family = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** Adds an address or a network (`10.1.0.0/16`) to a list; false where it is neither. */
function put(list: BlockList, text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  if (isIP(address) === 0 || more.length > 0) return false;
  if (bits === undefined) list.addAddress(address, family(address));
  else {
    if (!/^\d{1,3}$/.test(bits) || Number(bits) > (isIP(address) === 6 ? 128 : 32)) return false;
    list.addSubnet(address, Number(bits), family(address));
  }
  return true;
}

const listOf = (texts: readonly string[]): BlockList => {
  const list = new BlockList();
  for (const text of texts) put(list, text);
  return list;
};

/** Not on the public internet: IANA special-purpose registries for IPv4 and IPv6 (RFC 6890 and its updates), and multicast. */
const privateNetworks = listOf([
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
  ...['192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24'],
  ...['224.0.0.0/4', '240.0.0.0/4'],
  ...['::/96', '64:ff9b::/96', '64:ff9b:1::/48', '100::/64', '2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'],
  ...['5f00::/16', 'fc00::/7', 'fe80::/10', 'fec0::/10', 'ff00::/8'],
]);

/** Whether a text is an IP address or a network that can be put on a list. */
export const isNetwork = (text: string): boolean => put(new BlockList(), text);

/** Whether a call may go to this address: a public one, or one that two people allowed. An IPv4 address in IPv6 clothes is what it is. */
export function isReachable(address: string, allowed: readonly string[]): boolean {
  if (isIP(address) === 0) return false;
  const isOn = (list: BlockList) => list.check(address, family(address));
  return isOn(listOf(allowed)) || !isOn(privateNetworks);
}
