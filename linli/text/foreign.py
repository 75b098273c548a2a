"""Foreign names in Chinese characters."""

# Characters by which foreign names are written, after what Xinhua uses for English, French, German, Russian and Spanish ones.
SOUNDS = frozenset(
    "阿埃艾爱安昂敖奥澳巴拜班邦保鲍贝本比彼毕宾别波伯博布查茨茨达戴丹当道得德登邓迪蒂丁东杜顿多恩尔法范方菲费芬丰冯佛夫弗福富"
    "盖甘冈高戈格根贡古瓜圭郭果哈海汉杭豪赫黑亨洪侯胡华怀惠霍基吉加贾简江杰金京久卡凯坎康考柯科克肯孔库夸奎昆拉莱赖兰朗劳勒雷"
    "累黎里利莉丽立林琳隆卢鲁路伦罗洛吕马玛迈麦曼芒毛梅门蒙孟米密敏明莫默姆木穆纳娜奈南内尼涅宁纽农努诺欧帕潘庞佩彭皮平珀蓬普"
    "齐奇恰钱乔切琼丘屈让热日荣茹儒瑞萨塞赛桑瑟森沙莎山尚绍舍申圣施什史士舒朔斯丝思松苏素孙索塔泰台坦唐陶特滕提廷汀通图托瓦万汪"
    "逊翰龙旺威韦维魏温翁沃乌伍武西希席夏香肖谢欣辛兴休许雅亚延扬耶叶伊因英尤于约泽曾扎詹夸张兆哲珍卓兹子佐余谷"
)
