// This file makes `import LessonKit` all that a lesson as plain Swift needs: the engine, and the
// mathematics and text formatting that cells know without an import.

@_exported import Neural
