// This file makes `import LessonKit` all that a lesson as plain Swift needs.

@_exported import Neural
