"""What can be wrong with a pack, in Kyrgyz, Russian and English; behind each name stands the cure it has."""

from __future__ import annotations

from typing import Final

PROBLEM_TABLE: Final = """\
unsafe-name again
файлдын аты коркунучтуу: «{path}»
опасное имя файла: «{path}»
a file name that could harm: {path!r}
unsafe-twice again
ZIP ичинде эки файл бир ат менен: {path}
в ZIP два файла с одним именем: {path}
two files of one name in the ZIP: {path}
unsafe-alike again
эки файлдын аты тамга чоңдугу менен гана айырмаланат: {path}
имена двух файлов различаются только регистром: {path}
two file names differ by case alone: {path}
unsafe-link again
бул жөнөкөй файл эмес (шилтеме же түзүлүш): {path}
это не обычный файл (ссылка или устройство): {path}
not a plain file (a link or a device): {path}
unsafe-size again
файл өтө чоң ачылат: {path}
файл распаковывается в слишком большой: {path}
a file that unpacks too large: {path}
unsafe-form again
бул файлды ачууга болбойт: {path}
этот файл не раскрывается: {path}
this cannot be unpacked: {path}
unsafe-hidden again
ZIP sapat жазгандай эмес (ичинде бөтөн байттар бар); аны кайра топтогон болсоңуз, ачылган папканы текшериңиз {path}
ZIP не такой, каким его пишет sapat (в нём посторонние байты); если его перепаковали, проверьте распакованную папку {path}
the ZIP is not as sapat writes it (it holds foreign bytes); if it was packed again, check the unpacked folder {path}
list-none again
SHA256SUMS жок
нет SHA256SUMS
there is no SHA256SUMS
list-line again
SHA256SUMS тизмесинин {line}-сабы туура эмес
строка {line} файла SHA256SUMS неверна
line {line} of SHA256SUMS is wrong
file-extra again
тизмеде жок файл: {path}
файла нет в списке: {path}
a file that the list does not name: {path}
file-missing again
тизмедеги файл жок: {path}
нет файла из списка: {path}
a listed file is missing: {path}
file-changed again
файл топтом түзүлгөндөн кийин өзгөргөн: {path}
файл изменён после создания пакета: {path}
a file was changed after the pack was made: {path}
manifest-differs again
manifest.json файлдарга же реестрдин күнүнө туура келбейт
manifest.json не соответствует файлам или дню реестра
manifest.json does not fit the files or the day of the register
sums-differ again
SHA256SUMS файлынын изи сизге айтылгандай эмес: {found}
отпечаток SHA256SUMS не тот, что вам сообщили: {found}
the digest of SHA256SUMS is not the one you were told: {found}
nothing again
топтомдо бир да катталган документ жок
в пакете нет ни одного зарегистрированного документа
the pack holds no registered document
about-missing again
топтом ушул документ жөнүндө, бирок анын жазуулары жок
пакет об этом документе, но его записей нет
the pack is about this document, but has no record of it
unreadable reader
бул файл окулган жок, ошондуктан далилденген жок: {why}
этот файл не прочитан и потому не доказан: {why}
this file was not read, so it is not proved: {why}
stray ask
бул жерде мындай файл болбойт
такого файла здесь быть не должно
no such file belongs here
record-none ask
версиянын жазуусу (record.yaml) жок
нет записи версии (record.yaml)
the record of the version (record.yaml) is gone
seal-none ask
жазуу катталган эмес (seal жок)
запись не зарегистрирована (нет seal)
the record is not registered (it has no seal)
seal-last ask
seal бөлүгүнөн кийин же анын алдында кошумча нерсе бар
после блока seal или перед ним есть лишнее
something stands behind the seal, or it stands twice
seal-facts ask
жазуунун фактылары катталгандан кийин өзгөргөн
факты записи изменены после регистрации
the facts of the record were changed after it was registered
seal-days ask
катталган учур же күчүнө кирген күн окулбайт
момент регистрации или день введения не читается
the moment of registration or the effective day cannot be read
seal-twice ask
seal бир файлды эки жолу атайт
seal называет файл дважды
the seal names a file twice
version-folder ask
папка бул версиянын эмес: жазууда {told}
папка не этой версии: в записи {told}
the folder is of another version: the record says {told}
slug-folder ask
жазуу башка документтин папкасында ({slug})
запись лежит в папке другого документа ({slug})
the record lies in the folder of another document ({slug})
copy-missing ask
контролдук экземплярдын файлы жок: {path}
нет файла контрольного экземпляра: {path}
a file of the control copy is missing: {path}
copy-extra ask
контролдук экземплярда каттоодо жок файл бар: {path}
в контрольном экземпляре незарегистрированный файл: {path}
the control copy has a file that was not registered: {path}
copy-changed ask
бекитилген текст катталгандан кийин өзгөргөн: {path}
утверждённый текст изменён после регистрации: {path}
the approved text was changed after it was registered: {path}
text-digest ask
тексттин изи файлдарынын изине туура келбейт
отпечаток текста не соответствует отпечаткам его файлов
the text digest does not fit the digests of its files
withdrawal-text ask
жокко чыгаруунун тексти болбойт
у отмены не бывает текста
a withdrawal has no text
front-version ask
тексттин өзүндө башка версия жазылган: {told}
в самом тексте указана другая версия: {told}
the text itself says another version: {told}
front-code ask
тексттин өзүндө башка код жазылган: {told}
в самом тексте указан другой код: {told}
the text itself says another code: {told}
agreement-missing ask
катталган макулдашуу жок: {path}
нет зарегистрированного согласования: {path}
a registered agreement is missing: {path}
agreement-changed ask
макулдашуу катталгандан кийин өзгөргөн: {path}
согласование изменено после регистрации: {path}
an agreement was changed after it was registered: {path}
agreement-no ask
макулдашуунун жыйынтыгы «ооба» эмес: {result}
результат согласования не «да»: {result}
the agreement does not say yes: {result}
agreement-text ask
макулдук башка текстке берилген
согласие дано другому тексту
the agreement was given to another text
act-missing ask
чечим же буйрук жок: {path}
нет решения или приказа: {path}
a decision or order is missing: {path}
act-changed ask
чечим же буйрук катталгандан кийин өзгөргөн: {path}
решение или приказ изменены после регистрации: {path}
a decision or order was changed after it was registered: {path}
act-unlisted ask
жазуу бул актыга таянат, бирок seal аны атабайт: {path}
запись опирается на акт, которого нет в seal: {path}
the record rests on an act that its seal does not list: {path}
act-other ask
бул акт башка түрдө же текстти кайтарган: {path}
этот акт другого вида или вернул текст: {path}
this act is of another kind, or it returned the text: {path}
act-item ask
актынын {item}-пункту бул документти атабайт
пункт {item} акта не называет этот документ
item {item} of the act does not name this document
chain-broken ask
мурунку жазуу ({former}) өзгөргөн же алмашкан: чынжыр үзүлгөн
прежняя запись ({former}) изменена или подменена: цепь прервана
the former record ({former}) was changed or replaced: the chain is broken
chain-first ask
жазуулардын башы туура келбейт: версия жок же чынжыр эки жолу башталган ({former})
начало цепи не сходится: версии нет или цепь начата дважды ({former})
the chain does not begin once: a version is gone, or it begins twice ({former})
chain-ended ask
документ {former} менен жокко чыгарылган, андан кийин версия болбойт
документ отменён версией {former}, после неё версий не бывает
the document was withdrawn by {former}; no version comes after that
effective-falls ask
күчүнө кирүү күнү мурунку версиядан ({former}) эрте
введена раньше прежней версии ({former})
in force earlier than the version before it ({former})
addendum-to ask
толуктоо башка жазуу үчүн түзүлгөн: {entry}
дополнение сделано не к этой записи: {entry}
the addendum was made for another entry than {entry}
addendum-chain ask
толуктоолордун чынжыры үзүлгөн: {entry}
цепь дополнений прервана: {entry}
the chain of addenda is broken: {entry}
addendum-days ask
толуктоонун күнү окулбайт
день дополнения не читается
the day of the addendum cannot be read
addendum-orphan ask
толуктоо бар, жазуунун өзү жок
дополнение есть, а самой записи нет
an addendum whose entry is gone
route-none ask
бул түргө жана иш-аракетке маршрут жок
нет маршрута для этого вида и действия
no route serves this type and kind
route-check ask
маршрут талап кылган текшерүү жок: {role}
нет проверки, которую требует маршрут: {role}
the check the route asks for is missing: {role}
route-agree ask
маршрут талап кылган макулдашуу жок: {role}
нет согласования, которого требует маршрут: {role}
the agreement the route asks for is missing: {role}
route-act ask
маршрут талап кылган акт жок: {act}
нет акта, которого требует маршрут: {act}
the act the route asks for is missing: {act}
evidence-unsigned sign
макулдашуу «кол коюлган» деп аталат, бирок {person} анын кол тамгасы жок
согласование названо подписанным, но подписи {person} нет
the agreement calls itself signed, but {person} has not signed it
checkpoint-gap witness
{number}-текшерүү чекити жок
нет контрольной точки {number}
checkpoint {number} is missing
checkpoint-chain witness
{number}-чекит мурункусуна туура келбейт
контрольная точка {number} не соответствует предыдущей
checkpoint {number} does not fit the one before it
checkpoint-time witness
{number}-чекиттин убактысы артка кетет же окулбайт
время контрольной точки {number} идёт назад или не читается
the time of checkpoint {number} goes back or cannot be read
checkpoint-list witness
{number}-чекиттин тизмеси алмашкан же жок
список контрольной точки {number} подменён или отсутствует
the list of checkpoint {number} was replaced or is gone
checkpoint-line witness
{number}-чекиттин тизмесинде туура эмес сап бар
в списке контрольной точки {number} неверная строка
the list of checkpoint {number} has a line that is wrong
checkpoint-lost witness
{number}-чекит билген файл жок болгон: {path}
пропал файл, известный контрольной точке {number}: {path}
a file known to checkpoint {number} is gone: {path}
checkpoint-changed witness
{number}-чекит билген файл өзгөргөн: {path}
изменён файл, известный контрольной точке {number}: {path}
a file known to checkpoint {number} was changed: {path}
witness-missing witness
тышта сакталган {number}-чекит бул жерде жок (акыркысы {newest}): кийинки фактылар кесилген
хранимой вне точки {number} здесь нет (последняя {newest}): новые факты отрезаны
checkpoint {number} kept outside is not here (the last is {newest}): newer facts were cut off
witness-differs witness
{number}-чекит тышта сакталгандан башка: тарых кайра жазылган
контрольная точка {number} не та, что хранится вне: история переписана
checkpoint {number} is not the one kept outside: history was rewritten
witness-unreadable reader
тыштагы чекиттин файлы окулбайт
файл внешней контрольной точки не читается
the file of the outside checkpoint cannot be read
key-untrusted sign
ачкыч үчүн тамыр адамдар кепил болгон эмес ({person})
за этот ключ корневые лица не поручились ({person})
the roots do not vouch for the key of this signature ({person})
signature-role sign
кол койгон {person} бул фактыда аталган эмес же {on} күнү {role} кызматында болгон эмес
подписавший {person} не назван в факте или не занимал {on} должность {role}
{person}, who signed, is not named by the fact or did not hold the post {role} on {on}
trust-roots sign
ишеним билдирүүсүндө тамыр адамдар аз ({number})
в заявлении о доверии мало корневых лиц ({number})
the trust statement names too few roots ({number})
trust-list sign
ишеним билдирүүсүнүн тизмеси жок же алмашкан ({number})
списка заявления о доверии нет или он подменён ({number})
the list of the trust statement is gone or was replaced ({number})
signature-alone sign
кол тамга эч бир файлга таандык эмес: {path}
подпись не относится ни к какому файлу: {path}
a signature of no file: {path}
signature-form sign
бул SSH кол тамгасы эмес: {path}
это не подпись SSH: {path}
this is no SSH signature: {path}
signature-meaning sign
кол тамга башка мааниде коюлган: {told}, керек: {due}
подпись поставлена в другом значении: {told}, нужно: {due}
the signature was made for another meaning: {told}, not {due}
signature-key sign
кол тамганын ачкычы реестрде жок ({person})
ключа подписи нет в реестре ({person})
the key of the signature is not in the register ({person})
signature-person sign
ачкыч {person} адамдыкы эмес, {other} адамдыкы
ключ принадлежит не {person}, а {other}
the key is not that of {person} but of {other}
signature-revoked sign
ачкыч {day} күнү жокко чыгарылган, кол тамга {on} күнгө таандык ({person})
ключ отозван {day}, подпись относится к {on} ({person})
the key was revoked on {day}, the signature belongs to {on} ({person})
signature-time sign
{on} күнү ачкыч жарактуу эмес эле ({person})
на {on} ключ не действовал ({person})
the key was not valid on {on} ({person})
signature-bad sign
кол тамга бул файлдыкы эмес же файл өзгөргөн ({person})
подпись не от этого файла, или файл изменён ({person})
the signature is not of this file, or the file was changed ({person})
trust-chain sign
ишеним билдирүүлөрүнүн чынжыры үзүлгөн: {number}
цепь заявлений о доверии прервана: {number}
the chain of trust statements is broken: {number}
trust-signed sign
ишеним билдирүүсүнө {count} гана тамыр адам кол койгон, {needed} керек ({number})
заявление о доверии подписали {count} из нужных {needed} ({number})
{count} of the roots signed the trust statement, {needed} are needed ({number})
trust-state sign
адамдардын реестри акыркы ишеним билдирүүсүндөгүдөй эмес
реестр людей не тот, что в последнем заявлении о доверии
the people register is not the one of the last trust statement
register-unreadable again
документтердин реестри окулбайт
реестр документов не читается
the register of documents cannot be read
register-missing again
реестрде бул документ жок, фактыларда бар
документа нет в реестре, в фактах он есть
the register lacks this document, the facts have it
register-extra again
реестрде бар документ фактыларда жок
документ есть в реестре, в фактах его нет
the register has a document that the facts do not
register-differs again
реестрде «{told}», фактылар боюнча «{found}»
в реестре «{told}», по фактам «{found}»
the register says {told!r}, the facts say {found!r}
table-differs again
documents.csv таблицасы реестрдей эмес
таблица documents.csv не соответствует реестру
the table documents.csv is not the register
"""
