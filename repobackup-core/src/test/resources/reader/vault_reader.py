#!/usr/bin/env python3
"""A second reader of vaults, written from docs/FORMAT.md alone. Python 3.8 or newer, nothing else.

usage: vault_reader.py list VAULT
       vault_reader.py restore VAULT DIRECTORY (NAME | TYPE/HOST/ID) [TIME | NUMBER]

`list` prints one JSON line for each snapshot; `restore` brings one subject back: <part>.git for git parts,
<part>/<kind>.jsonl and <part>/contents/<sha256> for others. What is wrong with a log is told on standard error.
"""
import gzip, hashlib, json, os, re, sys, zlib

FORMAT = 1
AGE = b"age-encryption.org/"
RECORD_KEY = re.compile(r"[0-9]{10}\.json\.gz\Z")
PACKED_REFS = b"# pack-refs with: peeled fully-peeled sorted "
NAME = re.compile(r"[a-z][a-z0-9-]{0,39}\Z")


class Damaged(Exception):
    pass


class TooNew(Exception):
    pass


class Encrypted(Exception):
    pass


def warn(text):
    print("warning: " + text, file=sys.stderr)


# 4 Common rules

def once(pairs):
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise Damaged("a field comes twice")
    return fields


def parse(line):
    try:
        value = json.loads(line.decode("utf-8", "strict"), object_pairs_hook=once)
    except (UnicodeDecodeError, ValueError, RecursionError) as e:
        raise Damaged("no JSON: %s" % e)
    if not isinstance(value, dict):
        raise Damaged("no JSON object")
    return value


def require_known(what, fields):
    if fields.get("format") != FORMAT:
        raise TooNew("%s is of format %s, this reader knows %d" % (what, fields.get("format"), FORMAT))
    if fields.get("requires", {}).get("read"):
        raise TooNew("%s requires %s" % (what, fields["requires"]["read"]))


def ref_name(text):
    return re.sub(rb"%([0-9a-fA-F]{2})", lambda m: bytes([int(m.group(1), 16)]), text.encode("ascii"))


def inflate(key, data):
    try:
        return gzip.decompress(data)
    except (OSError, EOFError, zlib.error) as e:
        raise Damaged("%s: %s" % (key, e))


class Vault:
    def __init__(self, directory):
        self.directory = directory
        self.mode = "none"
        try:
            signpost = parse(self.read("vault.json"))
        except FileNotFoundError:
            sys.exit("error: %s is no vault: there is no vault.json" % directory)
        require_known("vault.json", signpost)
        self.id = signpost["vault"]
        self.mode = signpost.get("encryption", {}).get("mode", "none")
        for name in filter(re.compile(r"[0-9]{10}\.json\Z").match, self.names("vault")):
            features = parse(self.read("vault/" + name))
            require_known("vault/" + name, features)

    def require_decrypted(self, key, start):
        """5 The signpost: vault.json says `age` after a copy was decrypted, too, so what lies there tells."""
        if self.mode not in ("none", "age") or (self.mode == "age" and start.startswith(AGE)):
            raise Encrypted(
                "%s is encrypted in the format '%s', and this reader reads plain bytes: copy the vault, decrypt every file"
                " of the copy below log, state, data, catalog and runs under its own name, with"
                " `age -d -i KEYFILE -o FILE ENCRYPTED`, and read the copy; restore.md in the vault has the commands"
                % (key, self.mode))

    def path(self, key):
        if not re.match(r"(?:[a-z0-9._%~-]+/)*[a-z0-9._%~-]+\Z", key) or any(c.startswith(".") for c in key.split("/")):
            raise Damaged("no key: " + key)
        return os.path.join(self.directory, *key.split("/"))

    def read(self, key):
        with open(self.path(key), "rb") as file:
            data = file.read()
        self.require_decrypted(key, data)
        return data

    def names(self, folder):
        path = self.path(folder)
        return sorted(os.listdir(path)) if os.path.isdir(path) else []

    def blob(self, pin):
        try:
            data = self.read(pin["key"])
        except FileNotFoundError:
            raise Damaged("%s is missing" % pin["key"])
        size, sha256 = pin.get("plainSize", pin["size"]), pin.get("plainSha256", pin["sha256"])
        if len(data) != size or hashlib.sha256(data).hexdigest() != sha256:
            raise Damaged("%s is not what the record pins" % pin["key"])
        return data

    def logs(self):
        for host in self.names("log"):
            for subject in self.names("log/" + host):
                yield "log/%s/%s" % (host, subject)


# 7 Logs

def component(text):
    """3 Keys: what a text becomes in a key."""
    raw = text.encode("utf-8")
    escaped = "".join(
        chr(b) if re.match(rb"[a-z0-9._-]", bytes([b])) and not (b == 0x2e and i in (0, len(raw) - 1)) else "%%%02x" % b
        for i, b in enumerate(raw))
    return escaped if len(escaped) <= 120 else escaped[:80] + "~" + hashlib.sha256(raw).hexdigest()[:32]


def folder_of(subject):
    prefix = {"repository": "repo-", "owner": "owner-"}[subject["type"]]
    return "log/%s/%s" % (component(subject["host"]), component(prefix + subject["id"]))


def named_keys(value):
    """The keys of all blobs that some JSON pins."""
    if isinstance(value, dict):
        if "key" in value and "sha256" in value:
            yield value["key"]
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from named_keys(inner)


def is_own(key, folder):
    """Whether a key lies below data/ or state/ of the subject whose log this is."""
    subject = folder[len("log/"):]
    return key.startswith(("data/%s/" % subject, "state/%s/" % subject))


def sound(vault, folder, number):
    key = "%s/%010d.json.gz" % (folder, number)
    line, end, _ = inflate(key, vault.read(key)).partition(b"\n")
    if not end:
        raise Damaged(key + ": the first line has no end")
    record = parse(line)
    require_known(key, record)
    try:
        here = folder_of(record["subject"])
        if record["vault"] != vault.id or record["number"] != number or here != folder:
            raise Damaged(key + ": another vault, subject or number")
        for part in record["parts"].values():
            part["outcome"], part["checked"]
        named = [*named_keys(record["parts"]), *record.get("prune", {}).get("condemned", [])]
        if not all(is_own(key, folder) for key in named):
            raise Damaged(key + ": it names blobs of another subject")
        record["kind"], record["time"], record["commit"], record["complete"]
        previous = record.get("previous")
        link = (previous["number"], previous["sha256"]) if previous else None
    except (KeyError, TypeError, AttributeError) as e:
        raise Damaged("%s: a field is missing: %s" % (key, e))
    return record, hashlib.sha256(line).hexdigest(), link


def valid_records(vault, folder):
    end = 0
    for name in vault.names(folder):
        if not RECORD_KEY.match(name):
            warn("%s/%s is no record" % (folder, name))
        elif int(name[:10]) == end + 1:
            end += 1
        else:
            warn("%s/%s lies beyond a gap, it is not used" % (folder, name))
    last, last_link, unsound, records = None, None, set(), []
    for n in range(1, end + 1):
        try:
            record, digest, p = sound(vault, folder, n)
        except Damaged as e:
            unsound.add(n)
            warn("record %d of %s is void: %s" % (n, folder, e))
            continue
        if p is None or p == last_link:
            pass
        elif p is not None and (last or 0) < p[0] < n and p[0] in unsound:
            warn("record %d of %s is damaged" % (p[0], folder))
        else:
            warn("record %d of %s is void: it does not follow record %s" % (n, folder, last))
            continue
        last, last_link = n, (n, digest)
        records.append(record)
    return records


def snapshots(records):
    dropped = {d["number"] for r in records for d in r.get("prune", {}).get("dropped", [])}
    return [r for r in records if r["kind"] == "snapshot" and r["number"] not in dropped]


# 8 Blobs, 9 Reading

def segment_lines(key, data):
    text = inflate(key, data)
    if text and not text.endswith(b"\n"):
        raise Damaged(key + ": the last line has no end")
    for line in text.split(b"\n")[:-1]:
        match = re.match(rb'\{"id":("(?:[^"\\]|\\.)*"),(?:"value":(.*)|("gone":true))\}\Z', line, re.S)
        if not match:
            raise Damaged("%s: no line of a segment: %r" % (key, line[:60]))
        yield json.loads(match.group(1).decode("utf-8")), match.group(2)


def all_refs(vault, git):
    refs, source = {}, git["refs"]
    if "base" in source:
        lines = inflate(source["base"]["key"], vault.blob(source["base"])).split(b"\n")
        if lines[0] != PACKED_REFS:
            raise Damaged(source["base"]["key"] + " is no packed-refs file")
        for line in lines[1:-1]:
            if line.startswith(b"^"):
                refs[name] = (refs[name][0], line[1:])
            else:
                oid, name = line.split(b" ", 1)
                refs[name] = (oid, None)
    for text in source.get("unset", []):
        refs.pop(ref_name(text), None)
    for ref in source.get("set", []):
        peeled = ref.get("peeled")
        refs[ref_name(ref["name"])] = (ref["oid"].encode(), peeled.encode() if peeled else None)
    return refs


def write(path, data):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "xb") as file:
        file.write(data)


def restore_git(vault, git, directory):
    into = os.fsencode(directory)
    sha256 = git["objectFormat"] == "sha256"
    config = "[core]\n\trepositoryformatversion = %d\n\tfilemode = true\n\tbare = true\n" % (1 if sha256 else 0)
    config += "[extensions]\n\tobjectFormat = sha256\n" if sha256 else ""
    write(into + b"/config", config.encode())
    os.makedirs(into + b"/objects/pack")
    os.makedirs(into + b"/objects/info")
    os.makedirs(into + b"/refs/heads")
    os.makedirs(into + b"/refs/tags")
    for pack in git["packs"]:
        path = into + b"/objects/pack/pack-" + pack["name"].encode()
        write(path + b".pack", vault.blob(pack["bundle"])[pack["headerLength"]:])
        write(path + b".idx", vault.blob(pack["idx"]))
    if git.get("shallow"):
        write(into + b"/shallow", "".join(oid + "\n" for oid in git["shallow"]).encode())
    refs = all_refs(vault, git)
    for symbolic in git["refs"].get("symbolic", []):
        name = ref_name(symbolic["name"])
        refs.pop(name, None)
        parts = name.split(b"/")
        if parts[0] != b"refs" or any(c in (b"", b".", b"..") for c in parts):
            warn("the symbolic ref %r is not written" % name)
            continue
        write(into + b"/" + name, b"ref: " + ref_name(symbolic["target"]) + b"\n")
    lines = [PACKED_REFS]
    for name in sorted(refs):
        oid, peeled = refs[name]
        lines += [oid + b" " + name] + ([b"^" + peeled] if peeled else [])
    write(into + b"/packed-refs", b"\n".join(lines) + b"\n")
    head = git["head"]
    if "target" in head:
        write(into + b"/HEAD", b"ref: " + ref_name(head["target"]) + b"\n")
    else:
        write(into + b"/HEAD", head.get("oid", "ref: refs/heads/main").encode() + b"\n")


def restore_metadata(vault, metadata, directory):
    kinds = {}
    for segment in metadata["segments"]:
        if not NAME.match(segment["kind"]):
            raise Damaged("no kind: " + segment["kind"])
        items = kinds.setdefault(segment["kind"], {})
        if segment["mode"] == "replace":
            items.clear()
        pin = segment["blob"]
        for id, value in segment_lines(pin["key"], vault.blob(pin)):
            if value is None:
                items.pop(id, None)
            else:
                items[id] = value
    for kind, items in kinds.items():
        order = sorted(items, key=lambda id: id.encode("utf-16-be", "surrogatepass"))
        write(os.path.join(directory, kind + ".jsonl"), b"".join(items[id] + b"\n" for id in order))
    for content in all_contents(vault, metadata).values():
        if "blob" in content:
            data = vault.blob(content["blob"])
            path = os.path.join(directory, "contents", hashlib.sha256(data).hexdigest())
            if not os.path.exists(path):
                write(path, data)


def place_lfs_objects(contents, repository):
    for oid in os.listdir(contents) if os.path.isdir(contents) else []:
        place = os.path.join(repository, "lfs", "objects", oid[:2], oid[2:4])
        os.makedirs(place, exist_ok=True)
        os.replace(os.path.join(contents, oid), os.path.join(place, oid))


def all_contents(vault, metadata):
    contents, source = {}, metadata["contents"]
    if "base" in source:
        for id, value in segment_lines(source["base"]["key"], vault.blob(source["base"])):
            contents[id] = parse(value)
    for id in source.get("removed", []):
        contents.pop(id, None)
    for content in source.get("put", []):
        contents[content["id"]] = content
    return contents


def identity(record):
    return "%(type)s/%(host)s/%(id)s" % record["subject"]


def choose(history, when):
    if when is None:
        return history[-1:]
    if when.isdigit():
        return [r for r in history if r["number"] == int(when)]
    return [r for r in history if r["time"] <= when][-1:]


def list_all(vault):
    for folder in vault.logs():
        for record in snapshots(valid_records(vault, folder)):
            print(json.dumps({
                "subject": identity(record), "name": record["subject"]["name"], "number": record["number"],
                "time": record["time"], "complete": record["complete"],
                "parts": {name: part["captured"] for name, part in sorted(record["parts"].items())
                          if "captured" in part}}))


def restore(vault, directory, wanted, when=None):
    found = []
    for folder in vault.logs():
        records = valid_records(vault, folder)
        if any(wanted in (identity(r), r["subject"]["name"]) for r in records):
            found.append(records)
    if len(found) != 1:
        sys.exit("error: %d subjects are or were called %s: %s" % (
            len(found), wanted, ", ".join(identity(records[-1]) for records in found)))
    chosen = choose(snapshots(found[0]), when)
    if not chosen:
        sys.exit("error: there is no such snapshot of " + wanted)
    for name, part in chosen[0]["parts"].items():
        if not NAME.match(name):
            raise Damaged("no part: " + name)
        if "git" in part:
            restore_git(vault, part["git"], os.path.join(directory, name + ".git"))
        elif "metadata" in part:
            restore_metadata(vault, part["metadata"], os.path.join(directory, name))
    for name, part in chosen[0]["parts"].items():
        lfs = "lfs" if name == "git" else name[:36] + "-lfs"
        if "git" in part and "metadata" in chosen[0]["parts"].get(lfs, {}):
            place_lfs_objects(os.path.join(directory, lfs, "contents"), os.path.join(directory, name + ".git"))
    print("restored %s as of %s" % (identity(chosen[0]), chosen[0]["time"]))


def main(arguments):
    try:
        if len(arguments) == 2 and arguments[0] == "list":
            list_all(Vault(arguments[1]))
        elif len(arguments) in (4, 5) and arguments[0] == "restore":
            restore(Vault(arguments[1]), *arguments[2:])
        else:
            sys.exit(__doc__)
    except Damaged as e:
        sys.exit("error: damaged: %s" % e)
    except Encrypted as e:
        sys.exit("error: encrypted: %s" % e)
    except TooNew as e:
        sys.exit("error: a newer program is needed: %s" % e)


main(sys.argv[1:])
