/** What an API account consists of. */
export interface ApiAccount {
  readonly accessToken: string
  readonly clientId: string
  readonly clientSecret: string
}

/**
 * SANDBOX FIXTURES, NOT CREDENTIALS. Random texts of the lengths that real ones have (31 and 31 lower-case
 * alphanumerics, 64 hexadecimal digits). They open nothing outside the sandbox and stay the same, so that a demo
 * can be repeated.
 */
export const sandboxAccounts = {
  canvasFull: {
    accessToken: 'gm6s3f290fxu6o0q6jrydigobmvh3zg',
    clientId: 'jy8v28n41uup2rfirwufbvz6j66hol2',
    clientSecret: '19d5be2a3d0530c0137fdf81a2e73f9261b2a426fd9a9eeecc79cbb4ffc20f90',
  },
  canvasReadOnly: {
    accessToken: 'p2f7rtdskq6aghdyj5yhj0nwn5rv3j1',
    clientId: 'mswe7muhmep731jf7iros4ooxxjyyhu',
    clientSecret: 'c1926010cba7d2833f5b6d85318054e9b704cdeb2f73c48ea401c69cf4098a76',
  },
  canvasInformation: {
    accessToken: 'uzhk4hcek0kw14ocajhvcnrvvj0f7sc',
    clientId: 'lp61optpntw33a17k22u1z2gk4692uv',
    clientSecret: 'c682e68aa8cac520a705a147efec072e86824e970b8ed4701edd37998f46a367',
  },
  canvasCatalogue: {
    accessToken: 'pniwt26y9kaxd0n76cbkupxx7reuxwi',
    clientId: 'kesci474cvc2mkluqq1x9hgs5j0205s',
    clientSecret: '69130f604c8fb1ccab77cf7cf604391814495e6f5fffdd5fb1539bc9a8e0efcf',
  },
  canvasDefault: {
    accessToken: 'cakslahma6f6ouhmuor7agoxrsr71te',
    clientId: 'qafcsiortndpdq1mcrwr9axx4jcwp3w',
    clientSecret: '4fd55fa42684acc283922d374dfbfd7d29ff888646f7ad7e0298059883ceac9f',
  },
  canvasRevoked: {
    accessToken: 'htoo99xjgi5sc95hf0uvmmzdom2qt3e',
    clientId: 'hmcnr8zj7haqqitk8bcgxsvsaj8cwe2',
    clientSecret: '4678a5e4fa736558e6407af3bf10e647d405fb143dddc55225aacda3fe966240',
  },
  orchardFull: {
    accessToken: 'cbjeh6z0c7y2uxi5a1yiwbhhu4scbcw',
    clientId: 'qz6n8e72u7bpwsvxwstj4hl45sc36mf',
    clientSecret: '0000c53488ab808b36368a70f21f133839db9d72389a715ac3080a569147214a',
  },
  orchardReadOnly: {
    accessToken: 'df6g5h2k5e3dshrk8rnhqbxgpvsch1s',
    clientId: 'pvr3lo12g90zqeju1d6ro0qpxkezhoz',
    clientSecret: 'f6adb91a1f744a4b281287838f92c6c55dc23fe33fb9285aae5d1c349ce60305',
  },
  revokedToken: {
    accessToken: 'nsoodfmfa2vyzwjaqflvxowgvus1jwg',
    clientId: 'jpmx4vdfqoapomf92jres9atif5wvf2',
    clientSecret: 'e182d991d7a17274370030ef3d4d871249a21df07aaeb00dfeed9497d4fb13ce',
  },
  wrongStore: {
    accessToken: 'h4n1eh1rh9dle0yfp4rus6ne0vtp1wd',
    clientId: 'pvobj9lbmjghbkhxeocjpnd5gyri3n5',
    clientSecret: '7c9e7abb7eca1f31ea12fe4b6196a4461ba147ace73bf7780626f1d425014fb1',
  },
  wrongStoreForbidden: {
    accessToken: 't1k99dk47kazuovqzbnjb17ycib98ok',
    clientId: 'qf9mdimpiygn034r6m0obou1az4el5b',
    clientSecret: '5da86cb9647f8255aadd942fc92c64157d324cfe74eecbb33df4dff42fdf47e0',
  },
  suspended: {
    accessToken: 'byp643s4sx3m2n4mrb9nfqq9r257y3q',
    clientId: 'yjmcqm225blv95zmx65dsutg4wr4f2l',
    clientSecret: 'c9eedd86fecf75a57b02ba6b42ffa570ff8f62d7de9d82953652bc001965bafa',
  },
  rateLimited: {
    accessToken: 'oylzve80ubs5wgua29jve7hr9x3n1kh',
    clientId: 'nvic027o22mtevcmlowsjqeh4axblmc',
    clientSecret: '440879f14487c1af0ac7c72c298b80ca39f62115cf77b00137776fade6080e52',
  },
  smallQuota: {
    accessToken: 'iiu0clxc8ua1ok5ulu9ed4uxndahmj2',
    clientId: 'lq6mwiocyhfbz3u7r5ysoxgne6f03kj',
    clientSecret: 'f7a8c8cb0669d8d4220b5f2e3e633ac10363198762c895b54a64a60ec85c786f',
  },
  overloaded: {
    accessToken: 'uxf7q29bovvzktz1dtmbwjzsuigauoo',
    clientId: 'kn2h5qivferzlnmwyklgr92cyi69s8n',
    clientSecret: '2d02a7bc794bdd3f8e6eb0baa5bafb80f367bf0dc048e97cc8101ce7ec388bea',
  },
  unlimited: {
    accessToken: 'g539p8ef0l47o4jf3jww06ye5ozrozg',
    clientId: 'efrlbwxtk2x7vf5gfbrw2fnwvdkmc2a',
    clientSecret: '27b02c2b3aef41d89a12f5f04651b083edc863cfef33b542d454fcb4c1533cec',
  },
  slow: {
    accessToken: 'lgvhqujh6jm5cgp4cv5s49im6ukdc13',
    clientId: 'ps43taawv6riufwuqkl01pivm7dqzrg',
    clientSecret: '910b8b43dbbbab5b1ac8cee940e97c0305b2b05f129f5990d338d876aa3de917',
  },
  silent: {
    accessToken: 'hiv0a1zlxw73gbb0trbulmjjslq3f5p',
    clientId: 'gkbezrnl6hcy4xn1uxfd4py6wbebwae',
    clientSecret: 'd3915be81de1f7641723733c3ae7f397833f263643e54376892c1d2c4f084d6c',
  },
  cutHeaders: {
    accessToken: 'snpq712xg5219wbzuhha5hq5f3p2k96',
    clientId: 'klubexrzcp7f45jc7zifo18kl0vtohb',
    clientSecret: '8f8b17c99cac474ef1fb38ca017f1a1637b956baf05eb43ffe2dbf04a9a4a42c',
  },
  cutBody: {
    accessToken: 'h3dyzcscdnk4wfaj9gx5djs2jgkgtfh',
    clientId: 'v0ajdtxiy6rk4h691sc0r1pkegbrtfi',
    clientSecret: '607ee188d96bf4ec38f7c173d550fa185abb2544791a36e6f0a123edf64b7493',
  },
  loginPage: {
    accessToken: 'l2g9ornjo37hka3mrrs9ys2b6k78ui2',
    clientId: 'mtboq4vs5s6lw7r3ighxlvu5ubypmy0',
    clientSecret: 'd80ca6e1c9f1980c206862dffc15ace9119d027de755f47eb6e6e2afc3f8e1f2',
  },
  emptyAnswer: {
    accessToken: 'eneoguitvb4a7s48f8ply8joprw8qcb',
    clientId: 'xu5gv9gqhdra8pk8rxqhqdjkxel1um0',
    clientSecret: '382135221a7b4961b51347ece8b9bfe15e87ebb03f2eb5d70bf6c7f0027a91eb',
  },
  endlessBody: {
    accessToken: 'obxt78tb2ry8u5oo7zfv2cfutv5c2bo',
    clientId: 'rxeofb7i85aui7ztssh69padpsk8yan',
    clientSecret: '2d8483e20f483c8427ae4fb83159d46870004477f9157e97b5c603dca5572dee',
  },
  hugeBody: {
    accessToken: 'mnidp0wysu5oytss9y79zg0o7m3ktyc',
    clientId: 'wsz8j51aau0pbc2w5ay1n5nbkeklbwl',
    clientSecret: 'c6f700b50282b8d56f36ffb3c68050e435a6a2c0ccd0f82eea2c8f701b08ad3a',
  },
  gzipBomb: {
    accessToken: 'smai4veilyah8wuywy6t7zadnt9clwc',
    clientId: 'jajjafnu20z89lge5qmteqrotvnysna',
    clientSecret: '2cf7925f6582f70a5debb1858d3de7c208359b5e1fd8a8aecc3a576530309775',
  },
  redirect: {
    accessToken: 'wddrh0tjnhjmyfb8ieikqclbad42dns',
    clientId: 'f6tiop21sqej642mgpzbr16mkv13ro0',
    clientSecret: '3eb4d6d68554e53c19a91cbe02ab0c5f1b447e1046aa6a711a47da0b1f4d1775',
  },
  serverError: {
    accessToken: 'yhwhrl8g8fa1w7xs8bda367hm5f0anh',
    clientId: 'd9u3r3q26cjvke1rpryu3v5r5lkreor',
    clientSecret: 'f4dac9fe4be4efd702d22c931b7833fa5e85b2f4f62c5f4b83ae654867b027d5',
  },
  otherAccount: {
    accessToken: 'zxnn16b84xqw4bsn4cnvgilkmr24l31',
    clientId: 'vo2vqughhva4cf0onlsotqy5kuoaj9d',
    clientSecret: 'ee7aa4788fa9586498509a23c930dfb5e782d35b184bd079cd30eaf6d6773175',
  },
} as const satisfies Readonly<Record<string, ApiAccount>>
