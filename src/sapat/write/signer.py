"""The door to private keys: stock ssh-keygen where it is, so that agents, passphrases and hardware keys work as people know
them; else a key file without a passphrase, in this process. No private key is ever read where ssh-keygen is there."""

from __future__ import annotations

import base64
import hashlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any, Final

from sapat.model.errors import SapatError
from sapat.model.sshkeys import Malformed, of_text
from sapat.model.sshsig import BEGIN, END, MAGIC
from sapat.model.words import Words

AGENT: Final = "agent"
_WIDTH: Final = 70
_NAME_KEY: Final = Words(
    "ачкычты атаңыз: --key ~/.ssh/id_ed25519; же агентке кошуңуз: ssh-add",
    "назовите ключ: --key ~/.ssh/id_ed25519; или добавьте его в агент: ssh-add",
    "name the key: --key ~/.ssh/id_ed25519; or add it to the agent: ssh-add",
)
_EMPTY: Final = Words("SSH агентинде бир да ачкыч жок", "в агенте SSH нет ключей", "the SSH agent holds no key")
_SILENT: Final = Words("SSH агенти жооп бербейт", "агент SSH не отвечает", "the SSH agent does not answer")
_LOOK: Final = Words(
    "сыр сөздү, агентти же аппараттык ачкычты текшериңиз",
    "проверьте пароль, агент или аппаратный ключ",
    "look after the passphrase, the agent or the hardware key",
)
_OPEN: Final = Words(
    "ачкыч файлын башкалар окуй алат, ssh-keygen аны албайт; жабыңыз: chmod 600 {path}",
    "файл ключа доступен другим, ssh-keygen его не берёт; закройте: chmod 600 {path}",
    "others can read the key file, and ssh-keygen does not take it; close it: chmod 600 {path}",
)


def public_keys(key: str) -> tuple[str, ...]:
    """The public keys, as the register writes them, that can be signed with: of a key file, or all of the agent."""
    if key == AGENT:
        lines = _agent_keys()
    else:
        lines = [_public_of(Path(key).expanduser())]
    found = (" ".join(line.split()[:2]) for line in lines)
    return tuple(one for one in found if one)


def _agent_keys() -> list[str]:
    if not os.environ.get("SSH_AUTH_SOCK") or shutil.which("ssh-add") is None:
        raise SapatError(
            Words("SSH агенти иштебейт", "агент SSH не запущен", "no SSH agent is running"),
            do=_NAME_KEY,
        )
    done = subprocess.run(["ssh-add", "-L"], capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    if done.returncode == 0:
        return done.stdout.splitlines()
    empty = done.returncode == 1  # 2: nobody answers
    raise SapatError(_EMPTY if empty else _SILENT, do=_NAME_KEY)


def _public_of(path: Path) -> str:
    """The public half of a key file: the `.pub` beside it, else made out of it."""
    beside = path if path.suffix == ".pub" else path.with_name(path.name + ".pub")
    try:
        if beside.is_file():
            return beside.read_text(encoding="utf-8").strip()
        if not path.is_file():
            raise SapatError(
                Words("{path} деген ачкыч файлы жок", "файла ключа {path} нет", "there is no key file {path}"),
                do=Words(
                    "бар файлды атаңыз же жаңысын түзүңүз: ssh-keygen -t ed25519",
                    "назовите существующий или создайте: ssh-keygen -t ed25519",
                    "name one that exists, or make one: ssh-keygen -t ed25519",
                ),
                path=path,
            )
        if shutil.which("ssh-keygen"):
            return _run(["ssh-keygen", "-y", "-f", str(path)], b"").decode(errors="replace").strip()
        return str(_opened(path)[1])
    except (OSError, UnicodeDecodeError) as error:
        raise SapatError(
            Words(
                "{path} ачкыч файлы окулбайт: {why}",
                "файл ключа {path} не читается: {why}",
                "the key file {path} cannot be read: {why}",
            ),
            do=Words(
                "окулуучу ачкыч файлын атаңыз: --key",
                "назовите читаемый файл ключа: --key",
                "name a readable key file: --key",
            ),
            path=path,
            why=str(error),
        ) from None


def signed(message: bytes, key: str, public: str, namespace: str) -> bytes:
    """The armored signature of *message*. Raises SapatError where it cannot be made; ssh-keygen asks for passphrases itself."""
    if shutil.which("ssh-keygen") is None:
        return _signed_here(message, Path(key).expanduser(), namespace)
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(key).expanduser())
        if key == AGENT:
            path = str(Path(folder, "key.pub"))
            Path(path).write_text(public + "\n", encoding="utf-8")
        return _run(["ssh-keygen", "-q", "-Y", "sign", "-f", path, "-n", namespace], message)


def _run(command: list[str], feed: bytes) -> bytes:
    done = subprocess.run(command, input=feed, capture_output=True, check=False)
    if done.returncode:
        told = done.stderr.decode(errors="replace").strip().splitlines()
        raise SapatError(
            Words(
                "ssh-keygen кол койгон жок: {why}", "ssh-keygen не подписал: {why}", "ssh-keygen did not sign: {why}"
            ),
            do=_OPEN if b"permissions" in done.stderr.lower() else _LOOK,
            why=told[-1] if told else done.returncode,
            path=command[command.index("-f") + 1],
        )
    return done.stdout


def _signed_here(message: bytes, path: Path, namespace: str) -> bytes:
    """A signature without ssh-keygen, by a key file that bears no passphrase."""
    private, public = _opened(path)
    key = of_text(public)
    told = b"".join(_string(part) for part in (namespace.encode(), b"", b"sha512", hashlib.sha512(message).digest()))
    algorithm, made = _made(private, key.type, MAGIC + told)
    parts = (key.blob, namespace.encode(), b"", b"sha512", _string(algorithm) + _string(made))
    text = base64.b64encode(MAGIC + (1).to_bytes(4, "big") + b"".join(map(_string, parts)))
    lines = [text[at : at + _WIDTH] + b"\n" for at in range(0, len(text), _WIDTH)]
    return BEGIN + b"".join(lines) + END


def _opened(path: Path) -> tuple[Any, str]:
    """The private key of a file and its public half."""
    try:
        from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_ssh_private_key
    except ModuleNotFoundError as error:
        raise SapatError(
            Words(
                "ssh-keygen да, {name} пакети да жок",
                "нет ни ssh-keygen, ни пакета {name}",
                "there is neither ssh-keygen nor the package {name}",
            ),
            do='pip install "sapat[sign]"',
            name=error.name,
        ) from None
    try:
        private = load_ssh_private_key(path.read_bytes(), None)
        told = private.public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).decode()
        of_text(told)
    except (ValueError, TypeError, Malformed) as error:
        raise SapatError(
            Words(
                "{path} ачкычы бул жерде ачылбайт: {why}",
                "ключ {path} здесь не открывается: {why}",
                "the key {path} cannot be opened here: {why}",
            ),
            do=Words(
                "openssh-client орнотуңуз: сыр сөздүү жана аппараттык ачкычтарды ал ачат",
                "установите openssh-client: ключи с паролем и аппаратные открывает он",
                "install openssh-client: it opens keys with a passphrase and hardware keys",
            ),
            path=path,
            why=error,
        ) from None
    return private, told


def _made(private: Any, kind: str, data: bytes) -> tuple[bytes, bytes]:
    """(algorithm, inner signature) by the type of a key."""
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec, padding
    from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

    if kind == "ssh-ed25519":
        return kind.encode(), private.sign(data)
    if kind == "ssh-rsa":
        return b"rsa-sha2-512", private.sign(data, padding.PKCS1v15(), hashes.SHA512())
    by_size = {256: hashes.SHA256(), 384: hashes.SHA384(), 521: hashes.SHA512()}
    numbers = decode_dss_signature(private.sign(data, ec.ECDSA(by_size[private.key_size])))
    return kind.encode(), b"".join(_string(one.to_bytes(one.bit_length() // 8 + 1, "big")) for one in numbers)


def _string(data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + data
