/* Counts every call that changes the disk below one folder, over all processes that share the state file, and at the
   call asked for kills the process group, tears a write in two, or lets the call fail. Loaded by LD_PRELOAD. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum { COUNT, KILL, TORN, ONCE, FROM, CHILD };

/* The same layout as State in harness.py. */
struct state {
    uint64_t count, at, seed;
    uint32_t mode, error, armed, trace;
    char root[512], op[16], path[1024], log[512];
};

static struct state *state;

__attribute__((constructor)) static void begin(void) {
    const char *name = getenv("SAPAT_FAULT_STATE");
    int fd = name ? open(name, O_RDWR | O_CLOEXEC) : -1;
    if (fd < 0) return;
    void *got = mmap(NULL, sizeof *state, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (got != MAP_FAILED) state = got;
    close(fd);
}

#define REAL(name) ((__typeof__(&name))real(#name))
static void *real(const char *name) { return dlsym(RTLD_NEXT, name); }

static int inside(const char *path) {
    size_t length = strlen(state->root);
    return strncmp(path, state->root, length) == 0 && (path[length] == '/' || path[length] == 0);
}

static void whole(int dir, const char *path, char *out, size_t size) {
    char base[PATH_MAX] = "", link[64];
    if (path[0] == '/') {
        snprintf(out, size, "%s", path);
        return;
    }
    if (dir == AT_FDCWD) {
        if (!getcwd(base, sizeof base)) base[0] = 0;
    } else {
        snprintf(link, sizeof link, "/proc/self/fd/%d", dir);
        ssize_t n = readlink(link, base, sizeof base - 1);
        base[n < 0 ? 0 : n] = 0;
    }
    snprintf(out, size, "%s/%s", base, path);
}

static void opened(int fd, char *out, size_t size) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t n = readlink(link, out, size - 1);
    out[n < 0 ? 0 : n] = 0;
}

static void note(const char *op, const char *path, const char *to) {
    char line[2 * PATH_MAX];
    int n = snprintf(line, sizeof line, "%d\t%s\t%s\t%s\n", getpid(), op, path, to ? to : "");
    int fd = REAL(open)(state->log, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    if (fd >= 0) {
        if (REAL(write)(fd, line, n) < 0) abort();
        REAL(close)(fd);
    }
}

/* 0: do the call. 1: tear this write. Otherwise errno is set and the call fails. */
static int point(const char *op, const char *path, const char *to, int writes, int grows) {
    if (!state || !state->armed || !(inside(path) || (to && inside(to)))) return 0;
    int kept = errno;
    if (state->trace) note(op, path, to);
    uint64_t number = __atomic_add_fetch(&state->count, 1, __ATOMIC_SEQ_CST);
    errno = kept;
    if (!state->at || number < state->at || (number > state->at && state->mode != FROM)) return 0;
    if (number == state->at) {
        snprintf(state->op, sizeof state->op, "%s", op);
        snprintf(state->path, sizeof state->path, "%s", to ? to : path);
    }
    if (state->mode == TORN && writes) return 1;
    if (state->mode == KILL || state->mode == TORN) kill(0, SIGKILL);
    if (state->mode == CHILD && getpid() != getpgrp()) kill(getpid(), SIGKILL);
    if (state->mode == ONCE || state->mode == FROM) {
        if (state->error != EROFS && state->error != EIO && !grows) return 0; /* a full disk can still forget */
        errno = (int)state->error;
        return -1;
    }
    return 0;
}

static size_t half(size_t size) {
    uint64_t told = (state->seed + state->at) * 0x9E3779B97F4A7C15u;
    return size < 2 ? 0 : 1 + (told >> 33) % (size - 1);
}

#define AT_PATH(op, dir, path, to, grows)                                  \
    char where[2 * PATH_MAX], there[2 * PATH_MAX] = "";                     \
    whole(dir, path, where, sizeof where);                                 \
    (void)there;                                                           \
    if (state && state->armed && point(op, where, to, 0, grows)) return -1

#define AT_PATHS(op, dir1, path1, dir2, path2)                             \
    char where[2 * PATH_MAX], there[2 * PATH_MAX];                         \
    whole(dir1, path1, where, sizeof where);                               \
    whole(dir2, path2, there, sizeof there);                               \
    if (state && state->armed && point(op, where, there, 0, 0)) return -1

#define AT_FD(op, fd, tear)                                                \
    if (state && state->armed) {                                           \
        char where[2 * PATH_MAX];                                          \
        opened(fd, where, sizeof where);                                   \
        int told = point(op, where, NULL, 1, 1);                           \
        if (told < 0) return -1;                                           \
        if (told) {                                                        \
            tear;                                                          \
            kill(0, SIGKILL);                                              \
        }                                                                  \
    }

ssize_t write(int fd, const void *data, size_t size) {
    AT_FD("write", fd, if (half(size)) REAL(write)(fd, data, half(size)))
    return REAL(write)(fd, data, size);
}
ssize_t pwrite(int fd, const void *data, size_t size, off_t at) {
    AT_FD("pwrite", fd, if (half(size)) REAL(pwrite)(fd, data, half(size), at))
    return REAL(pwrite)(fd, data, size, at);
}
ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at) {
    AT_FD("pwrite", fd, if (half(size)) REAL(pwrite64)(fd, data, half(size), at))
    return REAL(pwrite64)(fd, data, size, at);
}
ssize_t writev(int fd, const struct iovec *parts, int count) {
    AT_FD("writev", fd, if (half(parts->iov_len)) REAL(write)(fd, parts->iov_base, half(parts->iov_len)))
    return REAL(writev)(fd, parts, count);
}
ssize_t sendfile(int out, int in, off_t *at, size_t size) {
    AT_FD("sendfile", out, )
    return REAL(sendfile)(out, in, at, size);
}
ssize_t sendfile64(int out, int in, off64_t *at, size_t size) {
    AT_FD("sendfile", out, )
    return REAL(sendfile64)(out, in, at, size);
}
ssize_t copy_file_range(int in, off64_t *from, int out, off64_t *to, size_t size, unsigned flags) {
    AT_FD("copy_file_range", out, )
    return REAL(copy_file_range)(in, from, out, to, size, flags);
}
int fsync(int fd) {
    AT_FD("fsync", fd, )
    return REAL(fsync)(fd);
}
int fdatasync(int fd) {
    AT_FD("fdatasync", fd, )
    return REAL(fdatasync)(fd);
}
int ftruncate(int fd, off_t size) {
    AT_FD("ftruncate", fd, )
    return REAL(ftruncate)(fd, size);
}
int ftruncate64(int fd, off64_t size) {
    AT_FD("ftruncate", fd, )
    return REAL(ftruncate64)(fd, size);
}

#define OPENS(name, params, dir, call)                                     \
    int name params {                                                      \
        mode_t mode = 0;                                                   \
        if (flags & (O_CREAT | __O_TMPFILE)) {                             \
            va_list more;                                                  \
            va_start(more, flags);                                         \
            mode = va_arg(more, mode_t);                                   \
            va_end(more);                                                  \
        }                                                                  \
        if (flags & (O_CREAT | O_TRUNC) && state && state->armed) {        \
            AT_PATH("create", dir, path, NULL, 1);                         \
        }                                                                  \
        return REAL(name) call;                                            \
    }
OPENS(open, (const char *path, int flags, ...), AT_FDCWD, (path, flags, mode))
OPENS(open64, (const char *path, int flags, ...), AT_FDCWD, (path, flags, mode))
OPENS(openat, (int dir, const char *path, int flags, ...), dir, (dir, path, flags, mode))
OPENS(openat64, (int dir, const char *path, int flags, ...), dir, (dir, path, flags, mode))

FILE *fopen(const char *path, const char *how) {
    char where[2 * PATH_MAX];
    whole(AT_FDCWD, path, where, sizeof where);
    if (how[0] != 'r' && point("create", where, NULL, 0, 1)) return NULL;
    return REAL(fopen)(path, how);
}
FILE *fopen64(const char *path, const char *how) {
    char where[2 * PATH_MAX];
    whole(AT_FDCWD, path, where, sizeof where);
    if (how[0] != 'r' && point("create", where, NULL, 0, 1)) return NULL;
    return REAL(fopen64)(path, how);
}

int rename(const char *from, const char *to) {
    AT_PATHS("rename", AT_FDCWD, from, AT_FDCWD, to);
    return REAL(rename)(from, to);
}
int renameat(int one, const char *from, int other, const char *to) {
    AT_PATHS("rename", one, from, other, to);
    return REAL(renameat)(one, from, other, to);
}
int link(const char *from, const char *to) {
    AT_PATHS("link", AT_FDCWD, from, AT_FDCWD, to);
    return REAL(link)(from, to);
}
int linkat(int one, const char *from, int other, const char *to, int flags) {
    AT_PATHS("link", one, from, other, to);
    return REAL(linkat)(one, from, other, to, flags);
}
int symlink(const char *told, const char *path) {
    AT_PATH("symlink", AT_FDCWD, path, NULL, 1);
    return REAL(symlink)(told, path);
}
int unlink(const char *path) {
    AT_PATH("unlink", AT_FDCWD, path, NULL, 0);
    return REAL(unlink)(path);
}
int unlinkat(int dir, const char *path, int flags) {
    AT_PATH(flags & AT_REMOVEDIR ? "rmdir" : "unlink", dir, path, NULL, 0);
    return REAL(unlinkat)(dir, path, flags);
}
int rmdir(const char *path) {
    AT_PATH("rmdir", AT_FDCWD, path, NULL, 0);
    return REAL(rmdir)(path);
}
int mkdir(const char *path, mode_t mode) {
    AT_PATH("mkdir", AT_FDCWD, path, NULL, 1);
    return REAL(mkdir)(path, mode);
}
int mkdirat(int dir, const char *path, mode_t mode) {
    AT_PATH("mkdir", dir, path, NULL, 1);
    return REAL(mkdirat)(dir, path, mode);
}
