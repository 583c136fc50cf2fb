/* Stands between a program and its disk: fails chosen calls, and keeps a record of what was written and flushed.
 *
 * Loaded with LD_PRELOAD. Only files under the watched folder are touched; nothing happens until a test says so through
 * the functions at the end, which Python calls with ctypes. One thread works with the disk at a time.
 */
#define _GNU_SOURCE
#undef _FORTIFY_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

enum { WRITE = 1, READ = 2, SYNC = 4, CUT = 8, OPEN = 16, UNLINK = 32, RENAME = 64, MARK = 128 };
enum { MOST_FILES = 65536, MOST_CALLS = 1 << 20 };

static char under[PATH_MAX];
static size_t under_length;
static unsigned short file_of[MOST_FILES]; /* descriptor -> number of the file while watched, 0: not watched */
static unsigned short files;
static unsigned char calls[MOST_CALLS];
static long made, nth, fired;
static unsigned mask, lasting;
static int failure, log_fd = -1;

static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off64_t);
static ssize_t (*real_read)(int, void *, size_t);
static ssize_t (*real_pread)(int, void *, size_t, off64_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static int (*real_ftruncate)(int, off64_t);
static int (*real_open)(const char *, int, ...);
static int (*real_openat)(int, const char *, int, ...);
static int (*real_close)(int);
static int (*real_unlink)(const char *);
static int (*real_rename)(const char *, const char *);

__attribute__((constructor)) static void find_real(void)
{
    real_write = dlsym(RTLD_NEXT, "write");
    real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
    real_read = dlsym(RTLD_NEXT, "read");
    real_pread = dlsym(RTLD_NEXT, "pread64");
    real_fsync = dlsym(RTLD_NEXT, "fsync");
    real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
    real_ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
    real_open = dlsym(RTLD_NEXT, "open64");
    real_openat = dlsym(RTLD_NEXT, "openat64");
    real_close = dlsym(RTLD_NEXT, "close");
    real_unlink = dlsym(RTLD_NEXT, "unlink");
    real_rename = dlsym(RTLD_NEXT, "rename");
}

static int is_under(const char *path)
{
    return under_length && path && !strncmp(path, under, under_length);
}

static int file(int fd)
{
    return fd >= 0 && fd < MOST_FILES ? file_of[fd] : 0;
}

/* Count a call; tell whether it must fail. */
static int must_fail(int kind)
{
    if (made < MOST_CALLS) calls[made] = kind;
    made++;
    if (!nth || !(mask & kind) || (lasting ? made < nth : made != nth)) return 0;
    fired++;
    errno = failure;
    return 1;
}

struct entry { uint32_t kind, file; uint64_t offset; uint64_t length; };

static void keep(int kind, int number, uint64_t offset, const void *data, uint64_t length)
{
    if (log_fd < 0) return;
    struct entry entry = { kind, number, offset, length };
    real_write(log_fd, &entry, sizeof entry);
    if (data && length) real_write(log_fd, data, length);
}

/* What a full or dying disk takes of a write that fails: the first half of its sectors. */
static void half(int fd, const void *data, size_t length, off64_t offset)
{
    int saved = errno;
    size_t part = length / 2 / 512 * 512;
    if (part && offset >= 0) real_pwrite(fd, data, part, offset);
    errno = saved;
}

ssize_t pwrite64(int fd, const void *data, size_t length, off64_t offset)
{
    if (!file(fd)) return real_pwrite(fd, data, length, offset);
    if (must_fail(WRITE)) { half(fd, data, length, offset); return -1; }
    ssize_t done = real_pwrite(fd, data, length, offset);
    if (done > 0) keep(WRITE, file(fd), offset, data, done);
    return done;
}

ssize_t pwrite(int fd, const void *data, size_t length, off_t offset) { return pwrite64(fd, data, length, offset); }

ssize_t write(int fd, const void *data, size_t length)
{
    if (!file(fd)) return real_write(fd, data, length);
    off64_t offset = lseek64(fd, 0, SEEK_CUR);
    if (must_fail(WRITE)) return -1;
    ssize_t done = real_write(fd, data, length);
    if (done > 0) keep(WRITE, file(fd), offset, data, done);
    return done;
}

ssize_t pread64(int fd, void *data, size_t length, off64_t offset)
{
    if (file(fd) && must_fail(READ)) return -1;
    return real_pread(fd, data, length, offset);
}

ssize_t pread(int fd, void *data, size_t length, off_t offset) { return pread64(fd, data, length, offset); }

ssize_t read(int fd, void *data, size_t length)
{
    if (file(fd) && must_fail(READ)) return -1;
    return real_read(fd, data, length);
}

static int flush(int fd, int (*real)(int))
{
    if (!file(fd)) return real(fd);
    if (must_fail(SYNC)) return -1;
    if (log_fd < 0) return 0; /* no power fails here: the test need not wait for the disk */
    keep(SYNC, file(fd), 0, 0, 0);
    return 0;
}

int fsync(int fd) { return flush(fd, real_fsync); }
int fdatasync(int fd) { return flush(fd, real_fdatasync); }

int ftruncate64(int fd, off64_t length)
{
    if (!file(fd)) return real_ftruncate(fd, length);
    if (must_fail(CUT)) return -1;
    int done = real_ftruncate(fd, length);
    if (!done) keep(CUT, file(fd), length, 0, 0);
    return done;
}

int ftruncate(int fd, off_t length) { return ftruncate64(fd, length); }

static int opened(int fd, const char *path, int flags)
{
    if (fd < 0 || fd >= MOST_FILES) return fd;
    file_of[fd] = ++files ? files : ++files;
    keep(OPEN, file_of[fd], flags, path, strlen(path));
    return fd;
}

static int open_any(const char *path, int flags, int mode)
{
    if (!is_under(path)) return real_open(path, flags, mode);
    return must_fail(OPEN) ? -1 : opened(real_open(path, flags, mode), path, flags);
}

#define MODE(flags) \
    int mode = 0; \
    if ((flags) & (O_CREAT | O_TMPFILE)) { va_list more; va_start(more, flags); mode = va_arg(more, int); va_end(more); }

int open64(const char *path, int flags, ...) { MODE(flags) return open_any(path, flags, mode); }
int open(const char *path, int flags, ...) { MODE(flags) return open_any(path, flags, mode); }

int openat64(int at, const char *path, int flags, ...)
{
    MODE(flags)
    return is_under(path) ? open_any(path, flags, mode) : real_openat(at, path, flags, mode);
}

int openat(int at, const char *path, int flags, ...)
{
    MODE(flags)
    return is_under(path) ? open_any(path, flags, mode) : real_openat(at, path, flags, mode);
}

int close(int fd)
{
    if (fd >= 0 && fd < MOST_FILES) file_of[fd] = 0;
    return real_close(fd);
}

int unlink(const char *path)
{
    if (!is_under(path)) return real_unlink(path);
    if (must_fail(UNLINK)) return -1;
    int done = real_unlink(path);
    if (!done) keep(UNLINK, 0, 0, path, strlen(path));
    return done;
}

int rename(const char *from, const char *to)
{
    if (!is_under(from)) return real_rename(from, to);
    if (must_fail(RENAME)) return -1;
    int done = real_rename(from, to);
    char both[2 * PATH_MAX];
    size_t first = strlen(from) + 1, second = strlen(to);
    if (!done && first + second < sizeof both) {
        memcpy(both, from, first);
        memcpy(both + first, to, second);
        keep(RENAME, 0, 0, both, first + second);
    }
    return done;
}

/* -- what Python calls ------------------------------------------------------------------------------------------ */

void shim_watch(const char *folder)
{
    under_length = strlen(folder);
    memcpy(under, folder, under_length + 1);
}

/* Let the n-th call from now on fail, if it is of a kind in `kinds`; with `forever` also every later one of them. */
void shim_arm(long n, unsigned kinds, int error, unsigned forever)
{
    made = fired = 0;
    nth = n;
    mask = kinds;
    failure = error;
    lasting = forever;
}

void shim_calm(void) { nth = 0; }
long shim_made(void) { return made < MOST_CALLS ? made : MOST_CALLS; }
long shim_fired(void) { return fired; }
const unsigned char *shim_calls(void) { return calls; }
void shim_log(int fd) { log_fd = fd; }
void shim_mark(uint64_t number) { keep(MARK, 0, number, 0, 0); }
