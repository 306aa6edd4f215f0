"""Words for those who act in a university: posts, people and units, in all their forms; one lemma is one of them.

A post and the unit or people named after it are two: бухгалтер, бухгалтерия; библиотека, библиотекарь; ректор, и.о. ректора.
"""

from __future__ import annotations

from typing import Final

from sapat.model.wording.rows import ANY, KY, Row, rows

_ROLE: Final = f"""
ректор ректор(?!ат){ANY}|rectors?
ректорат ректорат{ANY}|rectorates?
acting и\\.о|м\\.а|acting|interim
врио врио
co co
ex ex|экс
designate designate
сопредседатель сопредседател{ANY}|төрагалаш{ANY}
соруководитель соруководител{ANY}
проректор проректор{ANY}|vice|вице
декан декан(?!ат){ANY}|deans?
деканат деканат{ANY}
башчы башчы{ANY}|начальник{ANY}|heads?|chief
жетекчи жетекчи{ANY}|руководител{ANY}|managers?|supervisors?
директор директор(?!ат){ANY}|directors?
дирекция дирекци{ANY}|директорат{ANY}|directorates?
редактор редактор{ANY}|editors?
редакция редакци(?!он){ANY}
мүдүр (?:баш)?мүдүр{ANY}|заведующ{ANY}|зав
орунбасар орунбасар{ANY}|басары{ANY}|заместител{ANY}|зам|deput(?:y|ies)
төрага төрага{ANY}|председател{ANY}|chair(?:man|person|woman)?
катчы катчы(?!лык){ANY}|секретар(?!иат){ANY}|secretar(?:y|ies)
катчылык катчылык{ANY}|секретариат{ANY}|secretariats?
окутуучу окутуучу{ANY}|мугалим{ANY}|преподавател{ANY}|teachers?|lecturers?
профессор профессор{ANY}|professors?
доцент доцент{ANY}|docents?
студент студент{ANY}|студенч{ANY}|students?
окуучу окуучу{ANY}|pupils?
магистрант магистрант{ANY}
магистратура магистратур{ANY}
аспирант аспирант(?!ур|ру){ANY}
аспирантура аспирантур{ANY}
докторант докторант(?!ур|ру){ANY}
докторантура докторантур{ANY}
бакалавриат бакалавриат{ANY}
абитуриент абитуриент{ANY}|applicants?
слушатель слушател{ANY}|угуучу{ANY}
выпускник выпускни[кц]{ANY}|бүтүрүүчү{ANY}|graduates?|alumn(?:i|us|a|ae)
ассистент ассистент{ANY}|assistants?
жардамчы жардамчы{ANY}|помощни[кц]{ANY}
лаборант лаборант{ANY}
лаборатория лаборатори{ANY}|laborator(?:y|ies)
тьютор тьютор{ANY}|tutors?
насаатчы насаатчы{ANY}|наставни[кц]{ANY}|mentors?
стажер стажер{ANY}|trainees?|interns?
инспектор инспектор(?!ат){ANY}|inspectors?
инспекция инспекци{ANY}|инспекторат{ANY}|inspectorates?
рецензент рецензент{ANY}|reviewers?
оппонент оппонент{ANY}|opponents?
экзаменатор экзаменатор{ANY}|examiners?
examinee examinees?
консультант консультант{ANY}|consultants?
экономист экономист{ANY}|economists?
комендант комендант(?!ск){ANY}
дежурный дежурн{ANY}|кезметчи{ANY}|нөөмөтчү{ANY}
охрана охран(?:а|ы|е|у|ой|ник{ANY})|кароолчу{ANY}|guards?
заказчик заказчи[кц]{ANY}|customers?
исполнитель исполнител(?:ь|я|ю|ем|е|и|ей|ям|ями|ях)|contractors?
арендатор арендатор{ANY}|lessees?|tenants?
арендодатель арендодател{ANY}|lessors?|landlords?
работодатель работодател{ANY}|employers?
родитель родител{ANY}|parents?
камкорчу камкорчу{ANY}|опекун{ANY}|попечител(?!ьс){ANY}|guardians?
provost provosts?
chancellor chancellors?
обучающийся (?:об)?уча(?:ющ|щ){ANY}ся|learners?
представитель представител{ANY}|representatives?
auditee auditees?
supervisee supervisees?
кызматкер кызматкер{ANY}|сотрудни[кц]{ANY}|работни[кц]{ANY}|employees?|staff|personnel
адис адис{ANY}|специалист{ANY}|specialists?
эксперт эксперт{ANY}|experts?
аудитор аудитор(?!ия|ий|ию){ANY}|auditors?
юрист юрист{ANY}|lawyers?
бухгалтер (?:баш)?бухгалтер(?!ия|ию|ии|ие){ANY}|accountants?
бухгалтерия бухгалтери{ANY}|accounting|accountancy
методист методист{ANY}
куратор куратор{ANY}|curators?
координатор координатор{ANY}|coordinators?
оператор оператор{ANY}
инженер инженер{ANY}|engineers?
автор автор(?!изац){ANY}|authors?
ээ ээси{ANY}|владелец|владельц{ANY}|owners?
түзүүчү түзүүчү{ANY}|составител{ANY}|разработчик{ANY}|compilers?
кеңеш кеңеш(?:и|тин|ке|те|тен|ти|инин|ине|инде|инен|ин)?|совет(?:а|у|ом|е|ы|ов|ам|ами|ах)?|councils?
комиссия комисси{ANY}|commissions?
комитет комитет{ANY}|committees?
бөлүм бөлүм(?:ү|дүн|гө|дө|дөн|дү|дөр|үнүн|үнө|үндө|үнөн|үн|{KY})?|отдел(?:а|у|ом|е|ы|ов|ам|ами|ах)?|departments?|office|unit
башкармалык башкармалы{ANY}|управлени[еяю]|управлением
факультет факультет{ANY}|facult(?:y|ies)
кафедра кафедр{ANY}|chairs
институт институт{ANY}|institutes?
архив архив(?!чы|чи|ариус|ист){ANY}|archives?
архивариус архив(?:чы|чи|ариус|ист){ANY}|archivists?
китепкана китепкана(?!чы){ANY}|библиоте(?:к|ч)(?!ар){ANY}|librar(?:y|ies)
китепканачы китепканачы{ANY}|библиотекар{ANY}|librarians?
борбор борбор(?!дук|дош|лош){ANY}|центр(?!ал){ANY}|cent(?:er|re)s?
департамент департамент{ANY}
филиал филиал{ANY}|branch(?:es)?
колледж колледж{ANY}|colleges?
сенат сенат{ANY}|senates?
университет университет{ANY}|universit(?:y|ies)
канцелярия канцеляри{ANY}|chancer(?:y|ies)
министрлик министрли{ANY}|министерств{ANY}|ministr(?:y|ies)
министр министр(?!л){ANY}|ministers?
officer officers?
registrar registrars?|registry
"""

ROLES: Final[tuple[Row, ...]] = (*rows("role", _ROLE),)
