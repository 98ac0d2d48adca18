import type { SeededRandom } from './seeded-random.ts';

const surnames = [
  ...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾萧田董潘袁蔡蒋余于杜叶程魏苏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严',
];
const womensCharacters = [...'芳娜敏静丽娟霞玲婷雪琳慧莹洁梅颖萍倩薇蕾欣怡佳悦晴雯璐瑶琪妍岚'];
const mensCharacters = [...'伟强磊军洋勇杰涛明超刚平辉鹏飞斌波宇浩凯健俊帆毅恒睿哲晨旭峰航川'];
const eithersCharacters = [...'文晓志海云子一思永春国建新嘉安宁'];

export type Gender = 'male' | 'female';

/** Names as they really occur and that software gets wrong: rare characters, a middle dot, another script, one character given. */
const unusual: readonly { name: string; gender: Gender; spelt: string }[] = [
  { name: '古丽娜尔·艾尼瓦尔', gender: 'female', spelt: 'gulinaer.ainiwaer' },
  { name: '热合曼·吐尔逊', gender: 'male', spelt: 'reheman.tuerxun' },
  { name: '次仁·旺姆', gender: 'female', spelt: 'ciren.wangmu' },
  { name: 'Hannah Whitcombe', gender: 'female', spelt: 'hannah.whitcombe' },
  { name: '王㛃', gender: 'female', spelt: 'wangjie.2' },
  { name: '赵𬍛', gender: 'male', spelt: 'zhaoguan' },
  { name: '龚龘', gender: 'male', spelt: 'gongda' },
  { name: '欧阳赟', gender: 'male', spelt: 'ouyangyun' },
  { name: '诸葛珺', gender: 'female', spelt: 'zhugejun' },
  { name: '陈喆', gender: 'male', spelt: 'chenzhe' },
];

/** A name; `spelt` is the account name where the name can't be spelt by itself. */
export interface MadeName {
  readonly name: string;
  readonly gender: Gender;
  readonly spelt?: string;
}

/** As many different names as asked for, the unusual ones among them. */
export function personNames(random: SeededRandom, count: number): MadeName[] {
  const names = new Map<string, MadeName>(unusual.map((one) => [one.name, one]));
  while (names.size < count) {
    const gender: Gender = random.chance(0.5) ? 'female' : 'male';
    const own = gender === 'female' ? womensCharacters : mensCharacters;
    const given = random.chance(0.22)
      ? random.pick(own)
      : random.chance(0.5)
        ? random.pick(eithersCharacters) + random.pick(own)
        : random.pick(own) + random.pick(own);
    const name = random.pick(surnames) + given;
    if (!/(.)\1$/u.test(name)) names.set(name, { name, gender });
  }
  return random.shuffle([...names.values()].slice(0, count));
}
