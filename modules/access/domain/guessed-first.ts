// Most common first: the place in the list is the number of guesses. What people choose in Chinese offices: numbers that
// sound like words, pinyin, rows of the keyboard, names of firms and places, and the words that a product ships with.
const words = `
123456 123456789 111111 12345678 123123 000000 5201314 1234567 123321 666666 888888 1234567890 654321 11111111 112233
a123456 123456a 123qwe qwe123 1q2w3e4r 1qaz2wsx qazwsx qwertyuiop qwerty asdfghjkl asdfgh zxcvbnm zxcvbn password passw0rd
woaini woaini1314 woaini520 iloveyou aini1314 wo520 5211314 1314520 7758521 7758258 147258369 147258 159357 789456123
789456 741852963 963852741 100200 123654 321321 131421 110110 101010 121212 131313 520520 521521 520131 1314521 3344520
asd123 abc123 abcd1234 a1b2c3 a1b2c3d4 aa123456 aaa111 q1w2e3r4 q1w2e3 zaq12wsx zaq1xsw2 qweasdzxc qweasd 1qazxsw2
1q2w3e 1q2w3e4r5t qwer1234 asdf1234 zxcv1234 qwerasdf poiuytrewq mnbvcxz lkjhgfdsa admin admin123 administrator root
system guest test test123 user manager master welcome welcome1 letmein changeme default temp123 initial login hello
woshishui woshini baobao baobei laopo laogong laoma mama baba gege jiejie didi meimei nihao nihaoma xiexie zaijian
tianshi tiantian kuaile kaixin xingfu yongyuan aiqing youyou lele dudu doudou beibei feifei lingling lili linlin mingming
xiaoming xiaohong xiaoli xiaowang xiaozhang wangwei wangfang wangli zhangwei zhangli zhangmin liwei lina liuwei liuyang
chenjing yangyang yangli zhaolei huangwei zhoujie wuwei xuwei sunli malin zhuwei hujun guowei heping gaofeng linfeng
zhonghua zhongguo beijing shanghai guangzhou shenzhen hangzhou nanjing chengdu wuhan xian tianjin chongqing suzhou
woaizhongguo woaibeijing aizhongguo beijing2008 china huawei xiaomi alibaba taobao tencent weixin wechat qq123456 dingding
dingtalk feishu qiyeweixin baidu jingdong lenovo guiju company office gongsi gongsi123 bangong renshi caiwu xingzheng
mima mima123 mimamima wodemima miaomiao gongzuo shangban xiaban zhanghao denglu yonghu guanliyuan
monkey dragon sunshine princess football baseball superman batman shadow master michael jordan jordan23 kobe24 kobe08 iverson3
love loveyou lovely forever angel happy lucky flower freedom summer winter spring autumn january february march april june july
august september october november december monday tuesday wednesday thursday friday saturday sunday
iloveu ilovechina killer hunter ranger cookie pepper ginger tigger charlie jennifer jessica ashley daniel thomas robert
computer internet windows server oracle mysql postgres tomcat apache android iphone samsung google microsoft github
chunjie zhongqiu guoqing xinnian fafafa gongxi facai gongxifacai dajidali niandao shunli pingan yilupingan jixiang ruyi
shengri shengrikuaile jintian mingtian zuotian xingqiyi yiersansi woxihuanni xihuan xiangni wobuzhidao buzhidao suibian
qqqqqq wwwwww aaaaaa ssssss zzzzzz asdasd qweqwe zxczxc qazqaz wsxwsx aaabbb abcabc abcdef abcdefg abcdefgh
147852 258369 159753 753951 951753 852456 456852 456789 987654 987654321 9876543210 0123456789 012345 00000000 22222222
33333333 55555555 66666666 77777777 88888888 99999999 99999 555555 777777 999999 222222 333333 444444 168168 518518 186186
`;

/** Common passwords and parts of them, all in small letters, most common first. */
export const guessedFirst: string[] = [...new Set(words.trim().split(/\s+/))];
