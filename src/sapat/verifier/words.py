"""Every other sentence an auditor reads: what to do, what cannot be proved, and the lines around them."""

from __future__ import annotations

from typing import Final

from sapat.verifier.problems import PROBLEM_TABLE

LANGUAGES: Final = ("ky", "ru", "en")
Three = tuple[str, str, str]

_CURES: Final = """\
again
топтомду уюмдан кайра сураңыз жана SHA256SUMS файлынын изин (SHA-256) башка жол менен салыштырыңыз
запросите пакет у организации ещё раз и сверьте SHA-256 файла SHA256SUMS по другому каналу
ask the institution for the pack again and compare the SHA-256 of SHA256SUMS by another channel
ask
бул факт катталгандагыдай эмес: уюмдан түшүндүрмө жана ушул файлдын Git тарыхын сураңыз
этот факт не таков, каким был зарегистрирован: запросите у организации объяснение и историю Git этого файла
this fact is not what was registered: ask the institution to explain, and for the Git history of this file
witness
текшерүү чекиттери үзүлгөн: тышта сакталган акыркы чекитти --witness менен бериңиз жана уюмдан түшүндүрмө сураңыз
цепь контрольных точек нарушена: дайте последнюю точку, хранимую вне организации (--witness), и запросите объяснение
the chain of checkpoints is broken: give the last one kept outside with --witness, and ask for an explanation
sign
бул кол тамгага таянбаңыз: ачкычтын ээсинен жана уюмдан тактаңыз
не полагайтесь на эту подпись: уточните у владельца ключа и у организации
do not rely on this signature: ask the holder of the key and the institution
reader
бул файлды өзүңүз окуп чыгыңыз; толук окугуч: sapat check
прочтите этот файл сами; полный разбор: sapat check
read this file yourself; the full reader is: sapat check
"""

_NOTES: Final = """\
made
Уюм: {institution}. Күнү: {day}. Коммит: {commit}. Муну топтомдун өзү айтат.
Организация: {institution}. День: {day}. Коммит: {commit}. Так говорит сам пакет.
Institution: {institution}. Day: {day}. Commit: {commit}. So the pack itself says.
about
Топтом бир гана документ жөнүндө: {codes}. Калгандарынын жоктугу каталык эмес.
Пакет только об одном документе: {codes}. Остальных здесь нет намеренно.
The pack is about one document only: {codes}. The others are absent on purpose.
left-out
Жеткиликтүүлүгү чектелген {count} документ кирген эмес: {slugs}.
Не вошли документы ограниченного доступа ({count}): {slugs}.
{count} documents of restricted access were left out: {slugs}.
absent
Текшерүү чекиттери атаган {count} файл бул топтомдо жок: алар башка документтердики.
Файлов, названных контрольными точками, но не вошедших в пакет: {count} (других документов).
{count} files that checkpoints name are not in this pack: they belong to other documents.
no-checkpoint
Текшерүү чекиттери жок: эч нерсе кайра түзүлбөгөнүн топтомдун өзү далилдей албайт.
Контрольных точек нет: пакет сам не докажет, что его факты не созданы заново.
There are no checkpoints: the pack alone cannot prove that its facts were not made anew.
no-witness
Тыштагы күбө берилген жок (--witness): акыркы фактылар кесилип калса, аны көрүүгө болбойт.
Внешний свидетель не дан (--witness): если новейшие факты отрезаны, этого не увидеть.
No outside witness was given (--witness): if the newest facts were cut off, nobody can see it.
witness
Тышта сакталган {number}-чекит бул жерде, байтма-байт: ага чейин эч нерсе өчпөгөн жана кайра жазылбаган.
Хранимая вне точка {number} здесь, байт в байт: до неё ничего не потеряно и не переписано.
Checkpoint {number} kept outside is here, byte for byte: nothing before it was lost or rewritten.
later
{number}-чекиттен кийинки фактылар: {count}. Алардын качан пайда болгонун эч бир чекит айтпайт.
Фактов после контрольной точки {number}: {count}. Время их появления не закреплено.
Facts after checkpoint {number}: {count}. No checkpoint tells since when they exist.
unsigned
Электрондук кол тамга жок: ким макул болгонун фактылар жана кагаздагы актылар гана айтат.
Электронных подписей нет: кто согласовал, говорят только факты и бумажные акты.
There are no electronic signatures: who agreed is told by the facts and the acts on paper alone.
paper
Кагаздагы далилдер (чечим, буйрук, баракча) бул жерде аталат гана: түп нускасын сактоочу жерден көрүңүз.
Бумажные доказательства (решения, приказы, листы) здесь только названы: смотрите подлинники у хранителя.
Evidence on paper (decisions, orders, sheets) is only named here: see the originals where they are kept.
pages
HTML барактар окуу үчүн: далилденгени — repository папкасындагы файлдар. Барактарды репозиторий менен sapat verify салыштырат.
Страницы HTML — для чтения: доказаны файлы в папке repository. Страницы сверяет с репозиторием sapat verify.
The HTML pages are for reading: what is proved are the files in the folder repository. sapat verify compares the pages with the repository.
digest
SHA256SUMS файлынын SHA-256: {digest} — уюм берген сан менен салыштырыңыз.
SHA-256 файла SHA256SUMS: {digest} — сверьте с тем, что сообщила организация.
SHA-256 of SHA256SUMS: {digest} — compare it with the one the institution told you.
verifier
Бул verify.py файлынын SHA-256: {digest}. Ал өзүн далилдей албайт: sapat жарыялаган сан менен салыштырыңыз.
SHA-256 этого verify.py: {digest}. Сам себя он не докажет: сверьте с опубликованным sapat.
SHA-256 of this verify.py: {digest}. It cannot prove itself: compare it with the one sapat publishes.
verifier-other
Топтомдогу verify.py башка: {digest}.
В пакете лежит другой verify.py: {digest}.
The verify.py in the pack is another one: {digest}.
awaiting
{code} {version} кол тамгаларды күтүп турат ({count}/{needed}): ал азырынча күчүндө эмес.
{code} {version} ждёт подписей ({count} из {needed}): она ещё не действует.
{code} {version} awaits signatures ({count} of {needed}): it is not in force yet.
no-ssh-keygen
ssh-keygen табылган жок: кол тамгалар текшерилген жок.
ssh-keygen не найден: подписи не проверены.
ssh-keygen was not found: the signatures were not examined.
not-rooted
Адамдардын реестри тамыр адамдардын колу менен бекитилген эмес: ачкычтар кимдики экенин реестрдин өзү гана айтат.
Реестр людей не закреплён подписями корневых лиц: чьи это ключи, говорит только сам реестр.
The people register is not rooted in signatures: whose the keys are, only the register itself says.
trust-reset
{number}-билдирүү ишенимди кагаз буйрук менен кайра баштаган: {order}. Буйруктун түп нускасын көрүңүз.
Заявление {number} начало доверие заново по бумажному приказу: {order}. Посмотрите подлинник приказа.
Statement {number} began trust anew by a paper order: {order}. See the original of the order.
"""

_LINES: Final = """\
sound
ТУУРА: топтом бүтүн, анын фактылары бири-бирине туура келет.
ВЕРНО: пакет цел, его факты согласованы.
SOUND: the pack is whole and its facts agree.
unsound
ТУУРА ЭМЕС: {count} көйгөй табылды.
НЕВЕРНО: найдено проблем: {count}.
NOT SOUND: {count} problems were found.
unproved
ТОЛУК ТЕКШЕРИЛГЕН ЖОК: жогоруда эмнеси аталган.
ПРОВЕРЕНО НЕ ВСЁ: чего именно — названо выше.
NOT EXAMINED IN FULL: what is lacking is named above.
more
… дагы {count} көйгөй
… и ещё проблем: {count}
… and {count} more problems
examined
Текшерилди
Проверено
Examined
files
файл
файлов
files
documents
документ
документов
documents
versions
версия
версий
versions
entries
реестр жазуусу
записей реестров
register entries
addenda
толуктоо
дополнений
addenda
texts
текст
текстов
texts
agreements
макулдашуу
согласований
agreements
acts
актыга шилтеме
ссылок на акты
references to acts
checkpoints
текшерүү чекити
контрольных точек
checkpoints
listed
чекиттер атаган файл
файлов, названных точками
files named by checkpoints
signatures
кол тамга
подписей
signatures
trust
ишеним билдирүүсү
заявлений о доверии
trust statements
in-force
күчүндө
действует
in force
evidence-signed
кол тамга менен далилденген макулдашуу
согласований с подписью
agreements with signature
evidence-paper
кагаздагы макулдашуу
согласований на бумаге
agreements on paper
evidence-none
далилсиз макулдашуу
согласований без доказательства
agreements without evidence
usage
Топтомду sapat орнотпой текшерет.
Проверяет пакет без установки sapat.
Proves a pack on a machine without sapat: Python 3.9 or newer and ssh-keygen.
no-pack
мындай файл же папка жок: {place}
нет такого файла или папки: {place}
there is no such file or folder: {place}
no-day
--today күнүн YYYY-MM-DD түрүндө жазыңыз
напишите день --today как YYYY-MM-DD
write the day of --today as YYYY-MM-DD
no-witness
күбө окулган жок: {error}
свидетель не прочитан: {error}
the witness could not be read: {error}
"""


def _sentences(table: str) -> dict[str, tuple[Three, str]]:
    """name -> (its sentence in the three languages, what stands behind the name): four lines each."""
    rows = table.splitlines()
    made = {}
    for at in range(0, len(rows), 4):
        name, _, more = rows[at].partition(" ")
        made[name] = ((rows[at + 1], rows[at + 2], rows[at + 3]), more)
    return made


PROBLEMS: Final = _sentences(PROBLEM_TABLE)
CURES: Final = {name: told for name, (told, _) in _sentences(_CURES).items()}
NOTES: Final = {name: told for name, (told, _) in _sentences(_NOTES).items()}
LINES: Final = {name: told for name, (told, _) in _sentences(_LINES).items()}
