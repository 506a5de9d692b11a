/* Makes every fsync and fdatasync of a process take longer, by LASTCALL_BENCH_FSYNC_US microseconds: a slower disk. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <unistd.h>

static void wait_for_the_disk(void) {
  const char *us = getenv("LASTCALL_BENCH_FSYNC_US");
  if (us) usleep((useconds_t)atoi(us));
}

int fsync(int file) {
  int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
  wait_for_the_disk();
  return real(file);
}

int fdatasync(int file) {
  int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
  wait_for_the_disk();
  return real(file);
}
